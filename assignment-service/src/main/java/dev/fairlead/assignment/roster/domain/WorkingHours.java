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
import org.jspecify.annotations.Nullable;

/**
 * When somebody is on duty: blocks per day of the week, on his own clock, less the holidays of his
 * calendar and his leave.
 *
 * @param blocks by day, in their order; empty for always on duty (holidays and leave excepted)
 * @param holidays days without duty
 * @param workdays days on duty although they would be off (调休); where their day of the week has no
 *     hours they take those of the first working day of the week
 * @param leaves time off, buffers included
 */
public record WorkingHours(
    ZoneId zone,
    Map<DayOfWeek, List<Block>> blocks,
    Set<LocalDate> holidays,
    Set<LocalDate> workdays,
    List<Leave> leaves) {

  /** How far ahead the next duty is looked for. */
  public static final Duration LOOK_AHEAD = Duration.ofDays(21);

  private static final Duration UNKNOWN_FOR = Duration.ofHours(1);
  private static final Block WHOLE_DAY = new Block(LocalTime.MIN, LocalTime.MAX);

  /** Hours without any leave. */
  public WorkingHours(
      ZoneId zone,
      Map<DayOfWeek, List<Block>> blocks,
      Set<LocalDate> holidays,
      Set<LocalDate> workdays) {
    this(zone, blocks, holidays, workdays, List.of());
  }

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
   * A stretch of time in which nothing changes.
   *
   * @param until exclusive
   * @param onDuty whether all of it is duty
   * @param next when duty begins again, where it is none; null when that is too far away to know
   */
  public record Stretch(Instant from, Instant until, boolean onDuty, @Nullable Instant next) {

    /** Whether it speaks of that moment. */
    public boolean covers(Instant at) {
      return !at.isBefore(from) && at.isBefore(until);
    }

    /** The earliest moment on duty at or after one that it covers; null when unknown. */
    public @Nullable Instant nextOnDuty(Instant at) {
      return onDuty ? at : next;
    }
  }

  private record Span(Instant from, Instant to) {}

  /**
   * The earliest moment on duty, not before {@code now} and not after {@code now + window}.
   *
   * @param window elapsed time, not calendar days
   */
  public Optional<Instant> nextOnDuty(Instant now, Duration window) {
    Instant next = stretch(now).nextOnDuty(now);
    return next == null || next.isAfter(now.plus(window)) ? Optional.empty() : Optional.of(next);
  }

  /** The stretch that holds this moment, from this moment on. */
  public Stretch stretch(Instant now) {
    if (blocks.isEmpty() && holidays.isEmpty() && leaves.isEmpty()) {
      return new Stretch(Instant.MIN, Instant.MAX, true, null);
    }
    Instant limit = now.plus(LOOK_AHEAD);
    Instant at = now;
    while (!at.isAfter(limit)) {
      Span duty = dutyFrom(at, limit);
      if (duty == null) {
        break;
      }
      Instant start = duty.from().isBefore(at) ? at : duty.from();
      Leave leave = leaveAt(start);
      if (leave == null) {
        return start.equals(now)
            ? new Stretch(now, endOfDuty(now, duty.to()), true, null)
            : new Stretch(now, start, false, start);
      }
      at = leave.to();
    }
    return new Stretch(now, now.plus(UNKNOWN_FOR), false, null);
  }

  private @Nullable Leave leaveAt(Instant at) {
    for (Leave leave : leaves) {
      if (leave.covers(at)) {
        return leave;
      }
    }
    return null;
  }

  private Instant endOfDuty(Instant now, Instant end) {
    Instant first = end;
    for (Leave leave : leaves) {
      if (leave.from().isAfter(now) && leave.from().isBefore(first)) {
        first = leave.from();
      }
    }
    return first;
  }

  /** The block that holds this moment, else the next one; null when none begins by the limit. */
  private @Nullable Span dutyFrom(Instant at, Instant limit) {
    LocalDate last = LocalDate.ofInstant(limit, zone);
    for (LocalDate day = LocalDate.ofInstant(at, zone); !day.isAfter(last); day = day.plusDays(1)) {
      for (Block block : on(day)) {
        Instant end = endOf(day, block);
        if (end.isAfter(at)) {
          Instant from = day.atTime(block.from()).atZone(zone).toInstant();
          return from.isAfter(limit) ? null : new Span(from, end);
        }
      }
    }
    return null;
  }

  private Instant endOf(LocalDate day, Block block) {
    ZonedDateTime end =
        block.to().equals(LocalTime.MAX)
            ? day.plusDays(1).atStartOfDay(zone)
            : day.atTime(block.to()).atZone(zone);
    return end.toInstant();
  }

  private List<Block> on(LocalDate day) {
    boolean workday = workdays.contains(day);
    if (holidays.contains(day) && !workday) {
      return List.of();
    }
    if (blocks.isEmpty()) {
      return List.of(WHOLE_DAY);
    }
    List<Block> usual = blocks.getOrDefault(day.getDayOfWeek(), List.of());
    return usual.isEmpty() && workday ? firstWorkingDay() : usual;
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
