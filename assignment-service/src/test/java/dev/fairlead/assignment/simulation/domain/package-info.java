/** Tests. */
@NullMarked
package dev.fairlead.assignment.simulation.domain;

import org.jspecify.annotations.NullMarked;
