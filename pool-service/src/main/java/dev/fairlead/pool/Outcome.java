package dev.fairlead.pool;

import dev.fairlead.kit.http.Problem;
import dev.fairlead.pool.domain.ClaimRefusal;
import dev.fairlead.pool.domain.DrawRule;
import java.time.Instant;
import java.util.UUID;

/** What became of one wish for a lead. */
public sealed interface Outcome {

  /** The lead it was for. */
  String leadId();

  /**
   * The lead is his, unless the ledger says otherwise.
   *
   * @param epoch the custody epoch it acted on
   * @param claimId also the id of the proposal
   */
  record Taken(String leadId, long epoch, UUID claimId) implements Outcome {}

  /**
   * He takes part in a draw.
   *
   * @param claimId asks for the result
   * @param position how many had entered before him and still take part, and himself
   */
  record Entered(
      String leadId,
      long epoch,
      UUID claimId,
      DrawRule draw,
      Instant drawAt,
      String seedHash,
      int position)
      implements Outcome {}

  /** A check refused it; nothing was spent. */
  record Refused(String leadId, ClaimRefusal refusal) implements Outcome {}

  /** It could not be judged: there is no such pool, or the rep is not known here yet. */
  record Impossible(String leadId, Problem problem, int retryAfterSeconds) implements Outcome {}
}
