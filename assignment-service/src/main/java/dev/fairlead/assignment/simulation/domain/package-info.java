/** The pure part of simulations: a stream decided on and what came of it. */
@NullMarked
package dev.fairlead.assignment.simulation.domain;

import org.jspecify.annotations.NullMarked;
