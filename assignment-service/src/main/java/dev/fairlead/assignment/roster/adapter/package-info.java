/** Where the roster meets HTTP, Kafka and the database. */
@NullMarked
package dev.fairlead.assignment.roster.adapter;

import org.jspecify.annotations.NullMarked;
