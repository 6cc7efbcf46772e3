package dev.fairlead.ownership.conduct.domain;

import dev.fairlead.ownership.domain.OwnerCalendar;
import dev.fairlead.ownership.domain.Span;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What follows from violations of a rule: the more often, the harder. */
public record Ladder(List<Step> steps) {

  /** No penalty but a warning each time. */
  public static final Ladder WARNINGS =
      new Ladder(List.of(new Step(1, Span.parse("P90D"), "warning", null)));

  public Ladder {
    steps = List.copyOf(steps);
  }

  /**
   * One step.
   *
   * @param nth from the so-many-th violation on, ≥ 1
   * @param within how far back violations count
   * @param kind {@code warning}, {@code claim-suspension} or {@code lower-weight}
   * @param lasts how long it holds; null until it is lifted
   */
  public record Step(int nth, Span within, String kind, @Nullable Span lasts) {
    /** The end of a penalty that begins now; null without one. */
    public @Nullable Instant until(Instant now, OwnerCalendar calendar) {
      return lasts == null
          ? null
          : lasts.after(now.atZone(calendar.zone()), calendar, false).toInstant();
    }
  }

  /**
   * The step that answers a violation: the highest whose count is reached.
   *
   * @param earlier when the rep broke this rule before; dismissed ones are not among them
   */
  public Optional<Step> answer(Instant violation, List<Instant> earlier, OwnerCalendar calendar) {
    return steps.stream()
        .filter(step -> 1 + count(violation, earlier, step.within(), calendar) >= step.nth())
        .max(Comparator.comparingInt(Step::nth));
  }

  private static long count(
      Instant violation, List<Instant> earlier, Span within, OwnerCalendar calendar) {
    return earlier.stream()
        .filter(at -> !at.isAfter(violation) && Rule.isWithin(at, violation, within, calendar))
        .count();
  }
}
