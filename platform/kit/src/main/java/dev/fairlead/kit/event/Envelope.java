package dev.fairlead.kit.event;

import dev.fairlead.events.Event;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An event as it came off a topic.
 *
 * @param id the event's own id, minted when the fact happened
 * @param source CloudEvents source of the publisher
 * @param time when the fact happened, by the publisher's clock
 * @param causationId id of the event that caused it
 * @param traceparent W3C trace context, if it had one
 */
public record Envelope(
    String id,
    String source,
    Instant time,
    String correlationId,
    @Nullable String causationId,
    @Nullable String traceparent,
    Event event) {

  /** The context for what this event causes here. */
  public Flow flow() {
    return new Flow(correlationId, id, TraceParent.childOf(traceparent));
  }
}
