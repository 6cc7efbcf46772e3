package dev.fairlead.intake;

import dev.fairlead.intake.adapter.Submissions;
import dev.fairlead.intake.domain.Outcome;
import dev.fairlead.intake.domain.Refusal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a settled submission is kept. */
final class SubmissionRows {
  private SubmissionRows() {}

  static Submissions.Row of(Arrival arrival, Settled settled) {
    return switch (settled) {
      case Settled.Rejected rejected -> row(arrival, "rejected", rejected.refusal(), List.of());
      case Settled.Pending pending -> row(arrival, "pending", null, pending.outcomes());
      case Settled.Accepted accepted -> row(arrival, status(accepted), null, accepted.outcomes());
    };
  }

  private static String status(Settled.Accepted accepted) {
    boolean nothingNew =
        accepted.again()
            || (!accepted.outcomes().isEmpty()
                && accepted.outcomes().stream()
                    .allMatch(outcome -> outcome.kind() == Outcome.Kind.DUPLICATE));
    return nothingNew ? "duplicate" : "accepted";
  }

  private static Submissions.Row row(
      Arrival arrival, String status, @Nullable Refusal refusal, List<Outcome> outcomes) {
    return new Submissions.Row(
        arrival.id(),
        arrival.connector(),
        arrival.raw(),
        arrival.proven(),
        arrival.flow().correlationId(),
        arrival.flow().traceparent(),
        status,
        refusal,
        outcomes);
  }
}
