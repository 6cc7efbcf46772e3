package dev.fairlead.intake;

import dev.fairlead.intake.adapter.Fetches;
import dev.fairlead.intake.domain.Outcome;
import dev.fairlead.intake.domain.Refusal;
import java.util.Objects;
import java.util.UUID;

/** How the end of a fetch is kept. */
final class FetchEnds {
  private FetchEnds() {}

  static Fetches.End done(UUID id, Arrival arrival, Outcome outcome) {
    return new Fetches.End(id, "done", null, null, arrival.raw().body(), outcome);
  }

  /** The lead is not kept, nor what the platform told of it. */
  static Fetches.End withdrawn(UUID id) {
    return new Fetches.End(id, "withdrawn", null, null, null, null);
  }

  /** What cannot be read is kept, so that it can be looked at; it is asked for again anyway. */
  static Fetches.End refused(UUID id, Arrival arrival) {
    Refusal refusal = Objects.requireNonNull(arrival.refusal());
    String status = refusal.reason() == Refusal.Reason.NOT_FOUND ? "gone" : "failed";
    return new Fetches.End(
        id, status, refusal.reason(), refusal.detail(), arrival.raw().body(), null);
  }
}
