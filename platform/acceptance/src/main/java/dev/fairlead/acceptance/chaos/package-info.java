/**
 * {@code ./fairlead chaos}: breaks an installation on purpose while people use it, by a plan that a
 * seed repeats, and says whether anything that was acknowledged got lost, whether every invariant
 * still holds, and how long it took until the flow went on by itself.
 */
@NullMarked
package dev.fairlead.acceptance.chaos;

import org.jspecify.annotations.NullMarked;
