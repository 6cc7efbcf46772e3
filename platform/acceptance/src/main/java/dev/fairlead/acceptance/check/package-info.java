/**
 * {@code ./fairlead check}: reads every topic from its start, asks the services, and says which of
 * the system's invariants do not hold, with the lead and the events that show it.
 */
@NullMarked
package dev.fairlead.acceptance.check;

import org.jspecify.annotations.NullMarked;
