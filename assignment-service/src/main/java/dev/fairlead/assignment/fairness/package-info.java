/** Who got how much, measured against everybody's share. */
@NullMarked
package dev.fairlead.assignment.fairness;

import org.jspecify.annotations.NullMarked;
