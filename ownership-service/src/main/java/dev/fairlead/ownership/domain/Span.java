package dev.fairlead.ownership.domain;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZonedDateTime;
import java.util.Locale;

/**
 * An ISO-8601 span such as {@code P10D}, {@code PT30M} or {@code P1DT12H}. Its date part counts
 * days of a calendar, its time part exact time: {@code P1D} over a change to summer time has 23
 * hours, {@code PT24H} has 24.
 *
 * @param date years, months, weeks and days
 * @param time hours, minutes, seconds
 */
public record Span(Period date, Duration time) {

  /**
   * Reads the ISO-8601 form.
   *
   * @throws DateTimeException when the text is none, or a part is negative
   */
  public static Span parse(String text) {
    String upper = text.strip().toUpperCase(Locale.ROOT);
    int t = upper.indexOf('T');
    String datePart = t < 0 ? upper : upper.substring(0, t);
    Period date = "P".equals(datePart) && t > 0 ? Period.ZERO : Period.parse(datePart);
    Duration time = t < 0 ? Duration.ZERO : Duration.parse("P" + upper.substring(t));
    if (date.isNegative() || time.isNegative()) {
      throw new DateTimeException("a span is not negative: " + text);
    }
    return new Span(date, time);
  }

  /** The moment this span after a start, on the owner's calendar, to the millisecond. */
  public ZonedDateTime after(ZonedDateTime start, OwnerCalendar calendar, boolean workingDays) {
    ZonedDateTime onDate = workingDays ? skipDaysOff(start, calendar) : start.plus(date);
    return onDate.plus(time);
  }

  private ZonedDateTime skipDaysOff(ZonedDateTime start, OwnerCalendar calendar) {
    ZonedDateTime day = start.plusMonths(date.toTotalMonths());
    for (int left = date.getDays(); left > 0; ) {
      day = day.plusDays(1);
      LocalDate local = day.toLocalDate();
      if (calendar.isWorkday(local)) {
        left--;
      }
    }
    return day;
  }

  /** The ISO-8601 form. */
  @Override
  public String toString() {
    if (time.isZero()) {
      return date.toString();
    }
    return date.isZero() ? time.toString() : date + time.toString().substring(1);
  }
}
