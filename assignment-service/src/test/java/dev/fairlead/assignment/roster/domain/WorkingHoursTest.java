package dev.fairlead.assignment.roster.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkingHoursTest {

  private static final List<WorkingHours.Block> BLOCKS =
      List.of(
          new WorkingHours.Block(LocalTime.of(9, 0), LocalTime.of(12, 0)),
          new WorkingHours.Block(LocalTime.of(13, 30), LocalTime.of(18, 0)));
  private static final WorkingHours HOURS =
      new WorkingHours(
          ZoneId.of("Asia/Shanghai"),
          Map.of(
              DayOfWeek.MONDAY, BLOCKS,
              DayOfWeek.TUESDAY, BLOCKS,
              DayOfWeek.WEDNESDAY, BLOCKS,
              DayOfWeek.THURSDAY, BLOCKS,
              DayOfWeek.FRIDAY, BLOCKS),
          Set.of(LocalDate.of(2026, 5, 1)),
          Set.of(LocalDate.of(2026, 5, 9)));

  // all in UTC; Shanghai is eight hours ahead
  @ParameterizedTest
  @CsvSource({
    "2026-03-25T01:00:00Z, PT0S,   2026-03-25T01:00:00Z", // Wednesday 09:00 sharp
    "2026-03-25T04:00:00Z, PT1H29M,", // 12:00: the break is half past one long
    "2026-03-25T04:00:00Z, PT1H30M, 2026-03-25T05:30:00Z",
    "2026-03-25T10:00:00Z, PT0S,", // 18:00 is over
    "2026-03-27T10:00:00Z, PT120H, 2026-03-30T01:00:00Z", // Friday evening to Monday morning
    "2026-04-30T10:00:00Z, PT120H, 2026-05-04T01:00:00Z", // 1 May is a holiday, then a weekend
    "2026-05-09T02:00:00Z, PT0S,   2026-05-09T02:00:00Z" // a Saturday worked instead (调休)
  })
  void dutyIsFoundOnTheRepsOwnClock(Instant now, Duration window, Instant expected) {
    assertThat(HOURS.nextOnDuty(now, window)).isEqualTo(Optional.ofNullable(expected));
  }

  @Test
  void aNightInWhichTheClockIsPutForwardLosesNoMorning() {
    WorkingHours berlin =
        new WorkingHours(
            ZoneId.of("Europe/Berlin"), Map.of(DayOfWeek.SUNDAY, BLOCKS), Set.of(), Set.of());

    Optional<Instant> next =
        berlin.nextOnDuty(Instant.parse("2026-03-28T23:30:00Z"), Duration.ofHours(24));

    assertThat(next).contains(Instant.parse("2026-03-29T07:00:00Z"));
  }

  @Test
  void whoHasNoHoursIsAlwaysOnDuty() {
    Instant midnight = Instant.parse("2026-03-28T16:00:00Z");

    assertThat(WorkingHours.always(ZoneId.of("Asia/Shanghai")).nextOnDuty(midnight, Duration.ZERO))
        .contains(midnight);
  }
}
