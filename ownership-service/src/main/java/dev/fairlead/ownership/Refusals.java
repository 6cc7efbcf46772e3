package dev.fairlead.ownership;

import dev.fairlead.kit.http.ProblemException;
import dev.fairlead.ownership.domain.Outcome.Refusal;

/** The ledger's refusals as problems of a request. */
public final class Refusals {

  private Refusals() {}

  /** The problem of a refusal; all are 409. */
  public static ProblemException problem(Refusal reason) {
    return switch (reason) {
      case STALE, CLOSED -> stale();
      case CAP -> ProblemException.conflict("cap", "the receiver holds as many leads as he may");
      case LOCK_CAP ->
          ProblemException.conflict("ledger.lock-cap", "the owner has locked as many as he may");
      case DISPUTED ->
          ProblemException.conflict("ledger.disputed", "a dispute about the lead is open");
      case SAME_OWNER -> ProblemException.conflict("ledger.same-owner", "he owns it already");
      case SAME_LEAD -> ProblemException.conflict("ledger.same-lead", "these are one lead");
      case NO_HELPER -> ProblemException.conflict("ledger.no-helper", "he does not help on it");
      case LOCKED, APPOINTMENT, OPPORTUNITY, NOT_DUE, ALREADY_ACCEPTED ->
          ProblemException.conflict("ledger." + reason.code(), "not in the state the lead is in");
    };
  }

  /** 409: the lead is no longer as the caller saw it. */
  public static ProblemException stale() {
    return ProblemException.conflict("stale", "the lead is no longer in the state you saw");
  }
}
