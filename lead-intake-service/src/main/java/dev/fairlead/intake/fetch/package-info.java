/**
 * Leads that platforms only announce: fetched from a queue that survives us, after the announcement
 * is acknowledged. And the other way round: connectors that ask their platform from time to time
 * what it has, so that an announcement that never came costs nothing.
 */
@NullMarked
package dev.fairlead.intake.fetch;

import org.jspecify.annotations.NullMarked;
