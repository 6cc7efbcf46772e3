/** Leads in, proposals out: who gets which lead, with the whole trace. */
@NullMarked
package dev.fairlead.assignment.decision;

import org.jspecify.annotations.NullMarked;
