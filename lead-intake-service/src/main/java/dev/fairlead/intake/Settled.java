package dev.fairlead.intake;

import dev.fairlead.intake.domain.Outcome;
import dev.fairlead.intake.domain.Refusal;
import java.util.List;

/** What became of a submission; it is in the database by then. */
public sealed interface Settled {

  /**
   * Its leads are taken.
   *
   * @param again the answer of an earlier request with the same {@code Idempotency-Key}
   */
  record Accepted(List<Outcome> outcomes, boolean again) implements Settled {}

  /**
   * It is kept, and leads it announces are still to be fetched.
   *
   * @param outcomes of the leads it told or that were known
   */
  record Pending(List<Outcome> outcomes, int waiting) implements Settled {}

  /** It is kept, and no lead came of it. */
  record Rejected(Refusal refusal) implements Settled {}
}
