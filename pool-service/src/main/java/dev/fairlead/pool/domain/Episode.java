package dev.fairlead.pool.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One owner's time with a lead, and how far its clock has come.
 *
 * @param pool the pool it was claimed from, if it was
 * @param armedAt the instant from which the present end counts: warnings before it are no warnings
 * @param deadline end of the protection, exactly as the ledger said it
 * @param acceptBy end of the accept window; absent when there is none, or it was met
 * @param locked the owner exempted the lead
 * @param disputes open disputes, each of which freezes the clock
 * @param warnedAt the instant of the last warning given for the present end
 * @param lapsed the end that was proposed to the ledger already; it is not proposed again
 * @param retryAt earliest instant to propose the same end once more, after a refusal
 * @param origin the course of events the present end came by
 */
public record Episode(
    String owner,
    @Nullable String team,
    @Nullable String pool,
    Instant armedAt,
    Instant deadline,
    @Nullable Instant acceptBy,
    boolean locked,
    int disputes,
    @Nullable Instant warnedAt,
    @Nullable Instant lapsed,
    @Nullable Instant retryAt,
    Origin origin) {

  /** A new owner's time. */
  static Episode begin(
      String owner,
      @Nullable String team,
      @Nullable String pool,
      Instant at,
      Instant deadline,
      @Nullable Instant acceptBy,
      Origin origin) {
    return new Episode(
        owner, team, pool, at, deadline, acceptBy, false, 0, null, null, null, origin);
  }

  /** The instant that ends it: whichever of accept window and protection comes first. */
  public Instant end() {
    return acceptBy != null && acceptBy.isBefore(deadline) ? acceptBy : deadline;
  }

  /** What it means when that instant passes. */
  public LapseReason reason() {
    return acceptBy != null && acceptBy.isBefore(deadline)
        ? LapseReason.NOT_ACCEPTED
        : LapseReason.NO_FOLLOW_UP;
  }

  /** Whether the clock stands still. */
  public boolean frozen() {
    return locked || disputes > 0;
  }

  /** The same time with another end, for which warnings begin anew. */
  Episode ending(Instant newDeadline, @Nullable Instant newAcceptBy, Instant at, Origin by) {
    Episode next =
        new Episode(
            owner,
            team,
            pool,
            at,
            newDeadline,
            newAcceptBy,
            locked,
            disputes,
            null,
            lapsed,
            null,
            by);
    return next.end().equals(end()) ? with(newDeadline, newAcceptBy) : next;
  }

  private Episode with(Instant newDeadline, @Nullable Instant newAcceptBy) {
    return new Episode(
        owner,
        team,
        pool,
        armedAt,
        newDeadline,
        newAcceptBy,
        locked,
        disputes,
        warnedAt,
        lapsed,
        retryAt,
        origin);
  }

  /** Freezes or thaws. A thawed clock may propose an end it proposed before. */
  Episode exempt(boolean nowLocked, int openDisputes, Instant at) {
    boolean thaws = frozen() && !nowLocked && openDisputes == 0;
    return new Episode(
        owner,
        team,
        pool,
        thaws ? at : armedAt,
        deadline,
        acceptBy,
        nowLocked,
        openDisputes,
        warnedAt,
        thaws ? null : lapsed,
        null,
        origin);
  }

  /** A warning was given. */
  Episode warned(Instant at) {
    return new Episode(
        owner, team, pool, armedAt, deadline, acceptBy, locked, disputes, at, lapsed, null, origin);
  }

  /** The present end was proposed to the ledger. */
  Episode proposed() {
    return new Episode(
        owner, team, pool, armedAt, deadline, acceptBy, locked, disputes, warnedAt, end(), null,
        origin);
  }

  /** The proposal of the present end was refused, and may be repeated from an instant on. */
  Episode refusedUntil(Instant at) {
    return end().equals(lapsed)
        ? new Episode(
            owner, team, pool, armedAt, deadline, acceptBy, locked, disputes, warnedAt, lapsed, at,
            origin)
        : this;
  }
}
