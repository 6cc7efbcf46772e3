/** Where the policy meets HTTP, Kafka and the database. */
@NullMarked
package dev.fairlead.assignment.policy.adapter;

import org.jspecify.annotations.NullMarked;
