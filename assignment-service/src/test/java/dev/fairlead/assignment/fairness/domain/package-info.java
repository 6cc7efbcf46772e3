/** Tests. */
@NullMarked
package dev.fairlead.assignment.fairness.domain;

import org.jspecify.annotations.NullMarked;
