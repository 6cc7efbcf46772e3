/**
 * The published language of Fairlead: every event a service may publish, the topic it travels on
 * and the stable name it has on the wire.
 *
 * <p>One sealed interface per publisher. Records hold facts only: no behaviour beyond normalising
 * absent lists. Times are instants (UTC). Durations stay ISO-8601 text, because {@code P10D} (ten
 * calendar days in the owner's zone) and {@code PT240H} are different promises. Fields may be
 * added; none is renamed or removed. Personal data sits only in {@link Contact}.
 */
@NullMarked
package dev.fairlead.events;

import org.jspecify.annotations.NullMarked;
