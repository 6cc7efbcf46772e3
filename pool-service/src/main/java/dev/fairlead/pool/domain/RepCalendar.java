package dev.fairlead.pool.domain;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Set;

/**
 * How days pass where a rep works.
 *
 * @param zone his time zone
 * @param holidays days off beside Saturday and Sunday
 * @param workdays days on that would be off otherwise (调休)
 */
public record RepCalendar(ZoneId zone, Set<LocalDate> holidays, Set<LocalDate> workdays) {

  /** The calendar of a rep the roster has not told of: weekends, in UTC. */
  public static final RepCalendar UNKNOWN = of(ZoneOffset.UTC);

  public RepCalendar {
    holidays = Set.copyOf(holidays);
    workdays = Set.copyOf(workdays);
  }

  /** A calendar of weekends only. */
  public static RepCalendar of(ZoneId zone) {
    return new RepCalendar(zone, Set.of(), Set.of());
  }

  /** Whether he works on that date. */
  boolean worksOn(LocalDate date) {
    if (workdays.contains(date)) {
      return true;
    }
    DayOfWeek day = date.getDayOfWeek();
    return day != DayOfWeek.SATURDAY && day != DayOfWeek.SUNDAY && !holidays.contains(date);
  }
}
