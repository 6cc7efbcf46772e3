/** Where shadow runs meet HTTP and the database. */
@NullMarked
package dev.fairlead.assignment.shadow.adapter;

import org.jspecify.annotations.NullMarked;
