/** Where the decision meets HTTP, Kafka and the database. */
@NullMarked
package dev.fairlead.assignment.decision.adapter;

import org.jspecify.annotations.NullMarked;
