package dev.fairlead.pool;

import dev.fairlead.kit.event.Envelope;
import dev.fairlead.kit.event.Flow;
import dev.fairlead.kit.event.TraceParent;
import dev.fairlead.pool.domain.Origin;

/** Carries a course of events over the time a state is only stored. */
final class Flows {
  private Flows() {}

  /** What to remember of an event that brought a state about. */
  static Origin origin(Envelope envelope) {
    return new Origin(envelope.correlationId(), envelope.id(), envelope.flow().traceparent());
  }

  /** The flow of what follows from a remembered state. */
  static Flow from(Origin origin) {
    return new Flow(
        origin.correlationId(), origin.causationId(), TraceParent.childOf(origin.traceparent()));
  }
}
