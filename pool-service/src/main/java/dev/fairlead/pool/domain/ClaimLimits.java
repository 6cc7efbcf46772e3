package dev.fairlead.pool.domain;

import org.jspecify.annotations.Nullable;

/**
 * What a pool asks of a claim. A limit that is not named does not exist.
 *
 * @param dailyLimit most claims of a rep in this pool per day of his zone
 * @param minInterval least time between two claims of a rep in this pool
 * @param coolOff time after pooling during which nobody may claim
 * @param previousOwnerBar how long an earlier owner may not claim, in exact hours
 * @param barTeam whether his team mates are barred too
 * @param holdingCap most leads a rep holds out of this pool
 * @param fairWindow how long claims for one lead are collected before one is drawn; absent when the
 *     first has it at once
 * @param draw how the winner of a window is found
 */
public record ClaimLimits(
    @Nullable Integer dailyLimit,
    @Nullable Span minInterval,
    @Nullable Span coolOff,
    @Nullable Span previousOwnerBar,
    boolean barTeam,
    @Nullable Integer holdingCap,
    @Nullable Span fairWindow,
    DrawRule draw) {

  /** No limits. */
  public static final ClaimLimits NONE = new ClaimLimits(null, null, null, null, false, null);

  /** Limits of claims that are decided at once. */
  public ClaimLimits(
      @Nullable Integer dailyLimit,
      @Nullable Span minInterval,
      @Nullable Span coolOff,
      @Nullable Span previousOwnerBar,
      boolean barTeam,
      @Nullable Integer holdingCap) {
    this(
        dailyLimit,
        minInterval,
        coolOff,
        previousOwnerBar,
        barTeam,
        holdingCap,
        null,
        DrawRule.FEWEST_RECENT);
  }
}
