/** JMH benchmarks of the pure decider, run by {@code ./fairlead bench assignment}. */
@NullMarked
package dev.fairlead.assignment.bench;

import org.jspecify.annotations.NullMarked;
