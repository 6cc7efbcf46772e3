/** Draft policies tried over the recorded stream of leads. */
@NullMarked
package dev.fairlead.assignment.simulation;

import org.jspecify.annotations.NullMarked;
