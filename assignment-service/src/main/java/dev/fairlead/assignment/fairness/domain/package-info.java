/** The pure part of fairness: measures over what was given out. */
@NullMarked
package dev.fairlead.assignment.fairness.domain;

import org.jspecify.annotations.NullMarked;
