package dev.fairlead.pool.domain;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Locale;

/**
 * A length of time as ISO-8601 writes it, with both its halves: {@code P3DT2H} is three calendar
 * days, which a time zone decides on, and two exact hours.
 *
 * @param days the calendar half
 * @param time the exact half
 */
public record Span(Period days, Duration time) {

  /** No time at all: as a warning step, the day of the deadline itself. */
  public static final Span ZERO = new Span(Period.ZERO, Duration.ZERO);

  private static final int DAYS_OF_A_MONTH = 30;

  /**
   * Reads ISO-8601.
   *
   * @throws DateTimeException when the text is no span, or a negative one
   */
  public static Span parse(String text) {
    String upper = text.strip().toUpperCase(Locale.ROOT);
    int t = upper.indexOf('T');
    boolean exactOnly = upper.startsWith("PT");
    Period days = exactOnly ? Period.ZERO : Period.parse(t < 0 ? upper : upper.substring(0, t));
    Duration time = t < 0 ? Duration.ZERO : Duration.parse("P" + upper.substring(t));
    if (days.isNegative() || time.isNegative()) {
      throw new DateTimeException("a span is not negative");
    }
    return new Span(days, time);
  }

  /** The instant this long before another, by the calendar of a zone. */
  public Instant before(Instant at, ZoneId zone) {
    return at.atZone(zone).minus(days).toInstant().minus(time);
  }

  /**
   * The instant this long after another, by a rep's calendar.
   *
   * @param working whether only days he works on count
   */
  public Instant after(Instant at, RepCalendar calendar, boolean working) {
    ZonedDateTime start = at.atZone(calendar.zone());
    return (working ? workdays(start, calendar) : start.plus(days)).toInstant().plus(time);
  }

  private ZonedDateTime workdays(ZonedDateTime start, RepCalendar calendar) {
    ZonedDateTime day = start.plusMonths(days.toTotalMonths());
    for (int left = days.getDays(); left > 0; ) {
      day = day.plusDays(1);
      if (calendar.worksOn(day.toLocalDate())) {
        left--;
      }
    }
    return day;
  }

  /** The length in exact hours: a day is 24 h, a month 30 days, in no zone. */
  public Duration exact() {
    return Duration.ofDays(days.toTotalMonths() * DAYS_OF_A_MONTH + days.getDays()).plus(time);
  }

  /** Whether this is no time at all. */
  public boolean zero() {
    return days.isZero() && time.isZero();
  }

  /** As ISO-8601. */
  public String text() {
    if (days.isZero()) {
      return time.isZero() ? "P0D" : time.toString();
    }
    return time.isZero() ? days.toString() : days + time.toString().substring(1);
  }
}
