package dev.fairlead.pool.domain;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rules over all pools.
 *
 * @param globalHoldingCap most leads a rep holds at all when he claims another; absent for no limit
 * @param countWon whether won leads count as held
 * @param warn warning steps before a deadline; a zero step is the start of the deadline's day
 * @param recycle when owners lose leads, for pools that do not say so themselves
 * @param workingDays whether recycle rules count working days of the owner's calendar
 * @param minimumNotice what lies between a warning that comes too late and the lapse
 */
public record PoolSettings(
    @Nullable Integer globalHoldingCap,
    boolean countWon,
    List<Span> warn,
    List<RecycleRule> recycle,
    boolean workingDays,
    Span minimumNotice) {

  /** Three days, one day, and the same day. */
  public static final List<Span> USUAL_STEPS =
      List.of(Span.parse("P3D"), Span.parse("P1D"), Span.ZERO);

  /** An hour. */
  public static final Span USUAL_NOTICE = Span.parse("PT1H");

  /** What holds until somebody sets something else. */
  public static final PoolSettings USUAL =
      new PoolSettings(null, false, USUAL_STEPS, List.of(), false, USUAL_NOTICE);

  public PoolSettings {
    warn = warn.isEmpty() ? USUAL_STEPS : List.copyOf(warn);
    recycle = List.copyOf(recycle);
  }

  /** Rules for what a rep holds and when he is warned, with everything else as usual. */
  public PoolSettings(@Nullable Integer globalHoldingCap, boolean countWon, List<Span> warn) {
    this(globalHoldingCap, countWon, warn, List.of(), false, USUAL_NOTICE);
  }

  /**
   * The clock rules of a lead whose rules this pool makes; what it does not say the house says.
   *
   * @param pool null for none
   * @param level the customer level of the lead
   * @param provisional whether level and pool are only assumed
   */
  public ClockRules rulesFor(@Nullable Pool pool, @Nullable String level, boolean provisional) {
    List<RecycleRule> own = pool == null ? List.of() : pool.circulation().recycle();
    return new ClockRules(
        pool == null ? null : pool.id(),
        pool == null || pool.warn().isEmpty() ? warn : pool.warn(),
        RecycleRule.forLevel(own.isEmpty() ? recycle : own, level),
        workingDays,
        minimumNotice,
        provisional);
  }
}
