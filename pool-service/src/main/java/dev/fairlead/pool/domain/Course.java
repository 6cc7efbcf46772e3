package dev.fairlead.pool.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far a clock has come towards its present end.
 *
 * @param armedAt the instant from which the end counts: warnings before it are no warnings
 * @param notBefore nothing ends before this, so that a late warning or changed rules leave time
 * @param warnedAt the instant up to which all warnings for the present end were given
 * @param proposed the present end was proposed to the ledger already
 * @param retryAt earliest instant to propose it once more, after a refusal
 */
public record Course(
    Instant armedAt,
    @Nullable Instant notBefore,
    @Nullable Instant warnedAt,
    boolean proposed,
    @Nullable Instant retryAt) {

  /** Towards a new end. */
  static Course from(Instant at, @Nullable Instant notBefore) {
    return new Course(at, notBefore, null, false, null);
  }

  /** The same way, not to end before this. */
  Course notBefore(@Nullable Instant least) {
    return new Course(armedAt, least, warnedAt, proposed, retryAt);
  }

  /** Warned up to this instant. */
  Course warned(Instant at) {
    return new Course(armedAt, notBefore, at, proposed, retryAt);
  }

  /** Warned just now, because it was too late, and therefore ending later. */
  Course postponed(Instant now, Instant until) {
    return new Course(now, until, now, false, null);
  }

  /** The present end was proposed. */
  Course asProposed() {
    return new Course(armedAt, notBefore, warnedAt, true, null);
  }

  /** The proposal was refused. */
  Course refusedUntil(Instant at) {
    return proposed ? new Course(armedAt, notBefore, warnedAt, true, at) : this;
  }
}
