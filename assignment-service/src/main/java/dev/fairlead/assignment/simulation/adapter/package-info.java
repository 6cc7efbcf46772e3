/** Where simulations meet HTTP and the database. */
@NullMarked
package dev.fairlead.assignment.simulation.adapter;

import org.jspecify.annotations.NullMarked;
