/** Kafka and HTTP on one side, the database on the other. */
@NullMarked
package dev.fairlead.intake.adapter;

import org.jspecify.annotations.NullMarked;
