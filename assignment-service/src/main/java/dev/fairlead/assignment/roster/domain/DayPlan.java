package dev.fairlead.assignment.roster.domain;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Set;

/**
 * A calendar's days.
 *
 * @param holidays days off
 * @param workdays days on that would be off otherwise (调休); they win over holidays
 */
public record DayPlan(Set<LocalDate> holidays, Set<LocalDate> workdays) {

  /** A calendar without any day of its own. */
  public static final DayPlan NONE = new DayPlan(Set.of(), Set.of());

  public DayPlan {
    holidays = Set.copyOf(holidays);
    workdays = Set.copyOf(workdays);
  }

  /**
   * Whether people without hours of their own work on that day: Monday to Friday, less holidays.
   */
  public boolean isWorkday(LocalDate day) {
    if (workdays.contains(day)) {
      return true;
    }
    boolean weekend = day.getDayOfWeek().compareTo(DayOfWeek.SATURDAY) >= 0;
    return !weekend && !holidays.contains(day);
  }
}
