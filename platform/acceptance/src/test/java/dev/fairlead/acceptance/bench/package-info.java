/** How figures are judged and shown, and that what the benchmarks read of the services is there. */
@NullMarked
package dev.fairlead.acceptance.bench;

import org.jspecify.annotations.NullMarked;
