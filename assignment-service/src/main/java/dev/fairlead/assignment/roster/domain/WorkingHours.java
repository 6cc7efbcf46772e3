package dev.fairlead.assignment.roster.domain;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * When somebody is on duty: blocks per day of the week, on his own clock, less the holidays of his
 * calendar.
 *
 * @param blocks by day, in their order; empty for always on duty (holidays excepted)
 * @param holidays days without duty
 * @param workdays days on duty although their day of the week is not (调休); they take the hours of
 *     the first working day of the week
 */
public record WorkingHours(
    ZoneId zone,
    Map<DayOfWeek, List<Block>> blocks,
    Set<LocalDate> holidays,
    Set<LocalDate> workdays) {

  private static final Block WHOLE_DAY = new Block(LocalTime.MIN, LocalTime.MAX);

  /** Always on duty, by that zone's clock. */
  public static WorkingHours always(ZoneId zone) {
    return new WorkingHours(zone, Map.of(), Set.of(), Set.of());
  }

  /**
   * One stretch of duty.
   *
   * @param to exclusive; {@link LocalTime#MAX} for the end of the day
   */
  public record Block(LocalTime from, LocalTime to) {}

  /**
   * The earliest moment on duty, not before {@code now} and not after {@code now + window}.
   *
   * @param window elapsed time, not calendar days
   */
  public Optional<Instant> nextOnDuty(Instant now, Duration window) {
    if (blocks.isEmpty() && holidays.isEmpty()) {
      return Optional.of(now);
    }
    Instant end = now.plus(window);
    LocalDate last = LocalDate.ofInstant(end, zone);
    for (LocalDate day = LocalDate.ofInstant(now, zone);
        !day.isAfter(last);
        day = day.plusDays(1)) {
      for (Block block : on(day)) {
        Instant from = day.atTime(block.from()).atZone(zone).toInstant();
        if (endOf(day, block).isAfter(now)) {
          Instant at = from.isBefore(now) ? now : from;
          return at.isAfter(end) ? Optional.empty() : Optional.of(at);
        }
      }
    }
    return Optional.empty();
  }

  private Instant endOf(LocalDate day, Block block) {
    ZonedDateTime end =
        block.to().equals(LocalTime.MAX)
            ? day.plusDays(1).atStartOfDay(zone)
            : day.atTime(block.to()).atZone(zone);
    return end.toInstant();
  }

  private List<Block> on(LocalDate day) {
    if (holidays.contains(day)) {
      return List.of();
    }
    if (blocks.isEmpty()) {
      return List.of(WHOLE_DAY);
    }
    List<Block> usual = blocks.getOrDefault(day.getDayOfWeek(), List.of());
    return usual.isEmpty() && workdays.contains(day) ? firstWorkingDay() : usual;
  }

  private List<Block> firstWorkingDay() {
    for (DayOfWeek day : DayOfWeek.values()) {
      List<Block> hours = blocks.getOrDefault(day, List.of());
      if (!hours.isEmpty()) {
        return hours;
      }
    }
    return List.of();
  }
}
