/**
 * Benchmarks of a running installation. Machines differ and are noisy, so each figure is printed
 * with a yardstick that was measured on the same servers in the same run.
 */
@NullMarked
package dev.fairlead.acceptance.bench;

import org.jspecify.annotations.NullMarked;
