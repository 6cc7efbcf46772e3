package dev.fairlead.pool.domain;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rules over all pools.
 *
 * @param globalHoldingCap most leads a rep holds at all when he claims another; absent for no limit
 * @param countWon whether won leads count as held
 * @param warn warning steps before a deadline; a zero step is the start of the deadline's day
 */
public record PoolSettings(@Nullable Integer globalHoldingCap, boolean countWon, List<Span> warn) {

  /** Three days, one day, and the same day. */
  public static final List<Span> USUAL_STEPS =
      List.of(Span.parse("P3D"), Span.parse("P1D"), Span.ZERO);

  /** What holds until somebody sets something else. */
  public static final PoolSettings USUAL = new PoolSettings(null, false, USUAL_STEPS);

  public PoolSettings {
    warn = warn.isEmpty() ? USUAL_STEPS : List.copyOf(warn);
  }

  /** The steps that hold for a lead claimed from this pool, or from none. */
  public List<Span> stepsFor(@Nullable Pool pool) {
    return pool == null || pool.warn().isEmpty() ? warn : pool.warn();
  }
}
