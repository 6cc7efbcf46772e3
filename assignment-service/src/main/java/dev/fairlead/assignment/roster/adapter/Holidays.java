package dev.fairlead.assignment.roster.adapter;

import de.focus_shift.jollyday.core.Holiday;
import de.focus_shift.jollyday.core.HolidayManager;
import de.focus_shift.jollyday.core.ManagerParameters;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * Public holidays by country, optionally with a part of it ({@code CN}, {@code DE-BY}): those that
 * Jollyday brings along, and mainland China's, which it lacks, written out here. What a government
 * shifts from year to year (调休) is not among them: those are a calendar's own days.
 */
final class Holidays {

  private Holidays() {}

  /** Whether a country's holidays are known. */
  static boolean knows(String country) {
    String code = country(country).toLowerCase(Locale.ROOT);
    return code.matches("[a-z]{2}")
        && Holidays.class.getResource("/holidays/Holidays_" + code + ".xml") != null;
  }

  /** The holidays of a country in these years, in their order. */
  static List<LocalDate> of(String country, int firstYear, int lastYear) {
    String[] parts = country.toLowerCase(Locale.ROOT).split("-", 2);
    String[] within = parts.length == 2 ? new String[] {parts[1]} : new String[0];
    HolidayManager holidays = HolidayManager.getInstance(ManagerParameters.create(parts[0]));
    TreeSet<LocalDate> days = new TreeSet<>();
    IntStream.rangeClosed(firstYear, lastYear)
        .forEach(
            year ->
                holidays.getHolidays(java.time.Year.of(year), within).stream()
                    .map(Holiday::getDate)
                    .forEach(days::add));
    return List.copyOf(days);
  }

  private static String country(String code) {
    return code.split("-", 2)[0];
  }
}
