/** Draft policies that decide along on live traffic, and where they differ from the active one. */
@NullMarked
package dev.fairlead.assignment.shadow;

import org.jspecify.annotations.NullMarked;
