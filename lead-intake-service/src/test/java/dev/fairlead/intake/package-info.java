/** Drives lead intake from its door to its event log, on real servers. */
@NullMarked
package dev.fairlead.intake;

import org.jspecify.annotations.NullMarked;
