package dev.fairlead.pool.domain;

import java.time.Instant;

/** What a clock says when its time has come. */
public sealed interface Alarm {

  /**
   * The owner's time is about to end.
   *
   * @param at when it ends
   * @param step ISO-8601 time before that
   */
  record Expiring(long epoch, String owner, Instant at, String step) implements Alarm {}

  /** Proposal: the owner's time is over. */
  record Lapsed(long epoch, String owner, Due due) implements Alarm {}
}
