package dev.fairlead.pool.domain;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A claim, or an admin's assignment, as it stands with the ledger.
 *
 * @param id of the proposal, which the ledger's answer names
 * @param epoch custody epoch it acted on
 * @param cause {@code claimed} or {@code admin}; only the former eats quota
 * @param draw id of the draw it won, if it was drawn
 * @param operator the admin who gave it
 * @param reason his words, or the ledger's when it refused
 */
public record Claim(
    UUID id,
    String leadId,
    long epoch,
    String pool,
    String repId,
    String cause,
    State state,
    Instant at,
    @Nullable UUID draw,
    @Nullable String operator,
    @Nullable String reason) {

  /** The rep took it himself. */
  public static final String BY_REP = "claimed";

  /** A pool admin gave it. */
  public static final String BY_ADMIN = "admin";

  /** How the ledger answered. */
  public enum State {
    PENDING,
    GRANTED,
    LOST
  }

  /** A claim the ledger has not answered. */
  public static Claim pending(
      PooledLead lead, Pool pool, Rep rep, String cause, UUID id, Instant at) {
    return new Claim(
        id,
        lead.leadId(),
        lead.epoch(),
        pool.id(),
        rep.id(),
        cause,
        State.PENDING,
        at,
        null,
        null,
        null);
  }

  /** The same claim after the ledger's answer. */
  public Claim answered(State answer) {
    return new Claim(id, leadId, epoch, pool, repId, cause, answer, at, draw, operator, reason);
  }

  /** The same claim after the ledger refused it. */
  public Claim refused(String why) {
    return new Claim(id, leadId, epoch, pool, repId, cause, State.LOST, at, draw, operator, why);
  }

  /** The same claim, won in a draw. */
  public Claim drawn(UUID by) {
    return new Claim(id, leadId, epoch, pool, repId, cause, state, at, by, operator, reason);
  }

  /** The same claim, given by somebody. */
  public Claim givenBy(String who, @Nullable String why) {
    return new Claim(id, leadId, epoch, pool, repId, cause, state, at, draw, who, why);
  }
}
