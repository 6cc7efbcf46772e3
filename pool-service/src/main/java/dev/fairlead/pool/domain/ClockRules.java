package dev.fairlead.pool.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The rules a clock goes by, frozen when the owner's time begins: a change of a pool does not reach
 * running clocks unless somebody applies it to them.
 *
 * @param pool whose rules they are: the pool it was claimed from, else the one whose scope it is
 *     in; absent when no pool is meant for it
 * @param warn warning steps counted back from the end; zero is the start of its day
 * @param recycle at most one rule for each reason
 * @param workingDays whether days of the recycle rules are working days of the owner's calendar
 * @param minimumNotice what lies between a warning that comes too late and the lapse
 * @param provisional they were chosen without the lead's facts, and are chosen again with them
 */
public record ClockRules(
    @Nullable String pool,
    List<Span> warn,
    List<RecycleRule> recycle,
    boolean workingDays,
    Span minimumNotice,
    boolean provisional) {

  public ClockRules {
    warn = List.copyOf(warn);
    recycle = List.copyOf(recycle);
  }

  /** The rule for a reason. */
  Optional<RecycleRule> rule(LapseReason reason) {
    return recycle.stream().filter(rule -> rule.reason() == reason).findFirst();
  }

  /** Where the rule for a reason sends a lead; absent when none says so. */
  @Nullable Destination to(LapseReason reason) {
    return rule(reason).map(RecycleRule::to).orElse(null);
  }

  /** When the time of a rule is over that counts from an instant. */
  Instant after(RecycleRule rule, Instant basis, RepCalendar calendar) {
    return rule.after().after(basis, calendar, workingDays);
  }

  /**
   * How much notice a late warning gives: the configured one, but no more than half of what the
   * owner had at all, so that a protection of seconds does not become one of hours.
   */
  Duration notice(Instant from, Instant deadline) {
    Duration half = Duration.between(from, deadline).dividedBy(2);
    Duration least = minimumNotice.exact();
    Duration notice = half.compareTo(least) < 0 ? half : least;
    return notice.isNegative() ? Duration.ZERO : notice;
  }
}
