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
 * @param warnings in order of time, never empty, none later than the end
 * @param end when the owner's time is over
 */
public record Schedule(List<Warning> warnings, Instant end) {

  private static final Duration COARSE = Duration.ofSeconds(2);

  public Schedule {
    warnings = List.copyOf(warnings);
  }

  /**
   * Computes it. Steps that would lie before the episode was armed are left out; when that leaves
   * none, one warning is given half way, so that protections of seconds are warned too.
   *
   * @param steps counted back from the end by the owner's calendar; zero is the start of its day
   * @param zone the owner's
   */
  public static Schedule of(Episode episode, List<Span> steps, ZoneId zone) {
    Instant end = episode.end();
    List<Warning> warnings =
        steps.stream()
            .map(step -> new Warning(instant(step, end, zone), step.text()))
            .filter(w -> w.at().isAfter(episode.armedAt()) && w.at().isBefore(end))
            .sorted(Comparator.comparing(Warning::at))
            .toList();
    return new Schedule(
        warnings.isEmpty() ? List.of(halfWay(episode.armedAt(), end)) : warnings, end);
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
  public Optional<Instant> next(Episode episode) {
    if (episode.frozen()) {
      return Optional.empty();
    }
    return warnings.stream()
        .map(Warning::at)
        .filter(at -> episode.warnedAt() == null || at.isAfter(episode.warnedAt()))
        .findFirst()
        .or(
            () ->
                end.equals(episode.lapsed())
                    ? Optional.ofNullable(episode.retryAt())
                    : Optional.of(end));
  }

  /** The latest warning that is due and was not given: after a downtime one speaks for all. */
  Optional<Warning> due(Episode episode, Instant now) {
    return warnings.stream()
        .filter(w -> !w.at().isAfter(now))
        .filter(w -> episode.warnedAt() == null || w.at().isAfter(episode.warnedAt()))
        .reduce((earlier, later) -> later);
  }

  /**
   * One warning.
   *
   * @param step ISO-8601 time before the end, as it was configured
   */
  public record Warning(Instant at, String step) {}
}
