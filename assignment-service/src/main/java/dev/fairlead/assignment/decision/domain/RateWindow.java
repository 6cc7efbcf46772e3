package dev.fairlead.assignment.decision.domain;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;

/** The calendar windows of rate caps, on the rep's own clock. */
public final class RateWindow {

  private RateWindow() {}

  /** How long a window is. */
  public enum Unit {
    HOUR,
    DAY,
    /** From Monday. */
    WEEK,
    MONTH;

    /** The window of a rule's unit. */
    public static Unit of(ChronoUnit unit) {
      return switch (unit) {
        case HOURS -> HOUR;
        case WEEKS -> WEEK;
        case MONTHS -> MONTH;
        default -> DAY;
      };
    }
  }

  /** The start of the window that holds this moment. */
  public static Instant start(Instant now, Unit unit, ZoneId zone) {
    return begin(now, unit, zone).toInstant();
  }

  /** The start of the next window. */
  public static Instant end(Instant now, Unit unit, ZoneId zone) {
    ZonedDateTime start = begin(now, unit, zone);
    ZonedDateTime end =
        switch (unit) {
          case HOUR -> start.plusHours(1);
          case DAY -> start.plusDays(1);
          case WEEK -> start.plusWeeks(1);
          case MONTH -> start.plusMonths(1);
        };
    return end.toInstant();
  }

  private static ZonedDateTime begin(Instant now, Unit unit, ZoneId zone) {
    ZonedDateTime local = now.atZone(zone);
    ZonedDateTime midnight = local.toLocalDate().atStartOfDay(zone);
    return switch (unit) {
      case HOUR -> local.truncatedTo(ChronoUnit.HOURS);
      case DAY -> midnight;
      case WEEK -> midnight.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
      case MONTH -> midnight.withDayOfMonth(1);
    };
  }
}
