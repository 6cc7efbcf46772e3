package dev.fairlead.ownership.domain;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Set;

/**
 * How days pass where the owner works.
 *
 * @param zone his time zone
 * @param holidays days off beside Saturday and Sunday
 * @param workdays days on that would be off otherwise (调休)
 */
public record OwnerCalendar(ZoneId zone, Set<LocalDate> holidays, Set<LocalDate> workdays) {

  public OwnerCalendar {
    holidays = Set.copyOf(holidays);
    workdays = Set.copyOf(workdays);
  }

  /** A calendar of weekends only. */
  public static OwnerCalendar of(ZoneId zone) {
    return new OwnerCalendar(zone, Set.of(), Set.of());
  }

  /** Whether people work on that date. */
  public boolean isWorkday(LocalDate date) {
    if (workdays.contains(date)) {
      return true;
    }
    DayOfWeek day = date.getDayOfWeek();
    return day != DayOfWeek.SATURDAY && day != DayOfWeek.SUNDAY && !holidays.contains(date);
  }
}
