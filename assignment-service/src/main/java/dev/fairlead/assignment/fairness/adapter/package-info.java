/** Where fairness meets HTTP and the database. */
@NullMarked
package dev.fairlead.assignment.fairness.adapter;

import org.jspecify.annotations.NullMarked;
