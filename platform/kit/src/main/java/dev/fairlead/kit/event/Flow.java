package dev.fairlead.kit.event;

import dev.fairlead.kit.Ids;
import org.jspecify.annotations.Nullable;

/**
 * Where a fact comes from: carried by every reaction along a lead's way.
 *
 * @param correlationId minted by the submission or command that began it
 * @param causationId id of the event reacted to; absent when a person or a clock began it
 * @param traceparent W3C trace context
 */
public record Flow(String correlationId, @Nullable String causationId, String traceparent) {

  /** A flow of its own, as a person's command or a clock starts it. */
  public static Flow start() {
    return new Flow(Ids.nextText(), null, TraceParent.root());
  }

  /** A flow of its own within a trace that came with the request. */
  public static Flow start(@Nullable String traceparent) {
    return new Flow(Ids.nextText(), null, TraceParent.childOf(traceparent));
  }
}
