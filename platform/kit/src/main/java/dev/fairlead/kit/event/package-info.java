/**
 * The one way events flow: read in batches through an inbox, written to an append-only log in the
 * transaction of the change they tell of. Nothing here or above it touches a Kafka producer.
 */
@NullMarked
package dev.fairlead.kit.event;

import org.jspecify.annotations.NullMarked;
