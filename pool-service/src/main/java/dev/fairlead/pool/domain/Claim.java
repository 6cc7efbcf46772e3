package dev.fairlead.pool.domain;

import java.time.Instant;
import java.util.UUID;

/**
 * A claim, or an admin's assignment, as it stands with the ledger.
 *
 * @param id of the proposal, which the ledger's answer names
 * @param epoch custody epoch it acted on
 * @param cause {@code claimed} or {@code admin}; only the former eats quota
 */
public record Claim(
    UUID id,
    String leadId,
    long epoch,
    String pool,
    String repId,
    String cause,
    State state,
    Instant at) {

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
        id, lead.leadId(), lead.epoch(), pool.id(), rep.id(), cause, State.PENDING, at);
  }

  /** The same claim after the ledger's answer. */
  public Claim answered(State answer) {
    return new Claim(id, leadId, epoch, pool, repId, cause, answer, at);
  }
}
