package dev.fairlead.kit.event;

import dev.fairlead.events.Event;
import dev.fairlead.kit.Ids;
import java.time.Instant;
import java.util.UUID;

/**
 * A fact to be appended to the event log. Its id is minted here, once, when the fact happens.
 *
 * @param at when it happened
 */
public record Fact(UUID id, Event event, Flow flow, Instant at) {

  /** A fact of this moment in the course of a flow. */
  public static Fact of(Event event, Flow flow, Instant at) {
    return new Fact(Ids.next(), event, flow, at);
  }
}
