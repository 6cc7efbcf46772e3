package dev.fairlead.notification;

import dev.fairlead.kit.event.Flow;
import dev.fairlead.notification.domain.Happening;
import java.time.Instant;

/**
 * A happening with where it comes from.
 *
 * @param eventId id of the event that told of it
 * @param event its name on the wire
 * @param at when it happened, by the publisher's clock
 * @param flow for what follows from it here
 */
public record Heard(String eventId, String event, Instant at, Flow flow, Happening happening) {}
