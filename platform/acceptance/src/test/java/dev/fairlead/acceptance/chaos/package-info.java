/** Tests of the fault injection itself. */
@NullMarked
package dev.fairlead.acceptance.chaos;

import org.jspecify.annotations.NullMarked;
