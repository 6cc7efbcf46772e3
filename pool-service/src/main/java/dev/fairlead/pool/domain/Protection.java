package dev.fairlead.pool.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the clocks of an owner count from, as the ledger said it.
 *
 * @param acquiredAt start of the episode; a transfer does not move it
 * @param deadline end of the protection
 * @param hardEnd end of the episode, whatever happens
 * @param acceptBy end of the accept window; absent when there is none, or it was met
 * @param accepted whether the owner took it on, be it by claiming it
 * @param workedAt latest qualifying activity of the episode
 * @param contractUntil end of the contract that was won; then nothing else counts
 */
public record Protection(
    Instant acquiredAt,
    Instant deadline,
    Instant hardEnd,
    @Nullable Instant acceptBy,
    boolean accepted,
    @Nullable Instant workedAt,
    @Nullable Instant contractUntil) {

  /** A new protection of somebody to whom it was offered. */
  public static Protection offered(
      Instant acquiredAt, Instant deadline, Instant hardEnd, @Nullable Instant acceptBy) {
    return new Protection(acquiredAt, deadline, hardEnd, acceptBy, false, null, null);
  }

  /** The same, taken on. */
  public Protection taken() {
    return new Protection(acquiredAt, deadline, hardEnd, null, true, workedAt, contractUntil);
  }

  /** The same up to another deadline. */
  Protection until(Instant changed) {
    return new Protection(
        acquiredAt, changed, hardEnd, acceptBy, accepted, workedAt, contractUntil);
  }

  /** The same after a qualifying activity of then, which also accepts; not before the episode. */
  Protection worked(Instant at) {
    if (at.isBefore(acquiredAt)) {
      return this;
    }
    Instant latest = workedAt == null || at.isAfter(workedAt) ? at : workedAt;
    return new Protection(acquiredAt, deadline, hardEnd, null, true, latest, contractUntil);
  }

  /** What goes on with another owner in the same episode. */
  Protection handedTo(Instant newDeadline, Instant newHardEnd, @Nullable Instant newAcceptBy) {
    boolean settled = newAcceptBy == null;
    return new Protection(
        acquiredAt, newDeadline, newHardEnd, newAcceptBy, settled, workedAt, null);
  }

  /** A deal was made, and holds until then. */
  Protection won(Instant until) {
    return new Protection(acquiredAt, deadline, hardEnd, null, true, workedAt, until);
  }

  /** What the lack of follow-up counts from. */
  Instant followedUpAt() {
    return workedAt == null ? acquiredAt : workedAt;
  }
}
