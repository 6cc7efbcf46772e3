package dev.fairlead.pool.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One thing that may end an owner's time.
 *
 * @param at when it does, unless the lead is exempt then
 * @param deadline the instant the ledger knows it by
 * @param basis what a recycle rule counted from; absent for protection and accept window
 * @param to where the lead goes; absent for where the ledger sends it by itself
 */
public record Due(
    LapseReason reason,
    Instant at,
    Instant deadline,
    @Nullable Instant basis,
    @Nullable Destination to) {

  /** The end of something the ledger itself keeps. */
  static Due ofLedger(LapseReason reason, Instant at, Instant deadline, @Nullable Destination to) {
    return new Due(reason, at, deadline, null, to);
  }
}
