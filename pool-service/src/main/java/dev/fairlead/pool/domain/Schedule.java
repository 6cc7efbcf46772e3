package dev.fairlead.pool.domain;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The one computed course of an episode: its warnings and its end. Reminders and recycling come
 * from the same instant, so nothing is recycled unwarned.
 *
 * @param warnings in order of time, none later than the end; empty only when some were given
 * @param end when the owner's time is over, and by which clock
 */
public record Schedule(List<Warning> warnings, End end) {

  private static final Duration COARSE = Duration.ofSeconds(2);

  public Schedule {
    warnings = List.copyOf(warnings);
  }

  /**
   * Computes it; empty while the clock stands still. Steps that would lie before the episode was
   * armed are left out; when that leaves none, one warning is given half way, so that protections
   * of seconds are warned too.
   *
   * @param zone the owner's: it decides on calendar days and on the start of the end's day
   */
  public static Optional<Schedule> of(Episode episode, ZoneId zone) {
    return episode.end().map(end -> of(episode, end, zone));
  }

  private static Schedule of(Episode episode, End end, ZoneId zone) {
    Course course = episode.course();
    List<Warning> warnings =
        episode.rules().warn().stream()
            .map(step -> new Warning(instant(step, end.at(), zone), step.text()))
            .filter(w -> w.at().isAfter(course.armedAt()) && w.at().isBefore(end.at()))
            .sorted(Comparator.comparing(Warning::at))
            .toList();
    return warnings.isEmpty() && course.warnedAt() == null
        ? new Schedule(List.of(halfWay(course.armedAt(), end.at())), end)
        : new Schedule(warnings, end);
  }

  private static Instant instant(Span step, Instant end, ZoneId zone) {
    return step.zero()
        ? end.atZone(zone).toLocalDate().atStartOfDay(zone).toInstant()
        : step.before(end, zone);
  }

  private static Warning halfWay(Instant from, Instant end) {
    if (!from.isBefore(end)) {
      return new Warning(end, Span.ZERO.text());
    }
    Duration half = Duration.between(from, end).dividedBy(2);
    Duration left =
        half.truncatedTo(half.compareTo(COARSE) < 0 ? ChronoUnit.MILLIS : ChronoUnit.SECONDS);
    return new Warning(end.minus(left), left.toString());
  }

  /** The first instant at which something of it is still to be done; empty when all is. */
  public Optional<Instant> next(Course course) {
    return warnings.stream()
        .map(Warning::at)
        .filter(at -> course.warnedAt() == null || at.isAfter(course.warnedAt()))
        .findFirst()
        .or(
            () ->
                course.proposed() ? Optional.ofNullable(course.retryAt()) : Optional.of(end.at()));
  }

  /** The latest warning that is due and was not given: after a downtime one speaks for all. */
  Optional<Warning> due(Course course, Instant now) {
    return warnings.stream()
        .filter(w -> !w.at().isAfter(now))
        .filter(w -> course.warnedAt() == null || w.at().isAfter(course.warnedAt()))
        .reduce((earlier, later) -> later);
  }

  /**
   * One warning.
   *
   * @param step ISO-8601 time before the end, as it was configured
   */
  public record Warning(Instant at, String step) {}
}
