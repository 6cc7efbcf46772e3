package dev.fairlead.assignment.roster.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.assignment.roster.domain.WorkingHours.Block;
import dev.fairlead.assignment.roster.domain.WorkingHours.Stretch;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** domain.md, section 6: time zone and holiday errors. */
class AvailabilityTest {

  private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
  private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
  private static final List<Block> OFFICE =
      List.of(
          new Block(LocalTime.of(9, 0), LocalTime.of(12, 0)),
          new Block(LocalTime.of(13, 30), LocalTime.of(18, 0)));

  @Test
  void leaveIsTimeOffAndDutyBeginsAgainWhenItEnds() {
    Instant from = Instant.parse("2026-03-25T02:00:00Z");
    Instant to = Instant.parse("2026-03-25T07:00:00Z");
    WorkingHours hours = office(SHANGHAI, Set.of(), Set.of(), List.of(new Leave(from, to)));

    assertThat(hours.nextOnDuty(from, Duration.ofHours(24))).contains(to);
    assertThat(hours.nextOnDuty(from.minusSeconds(60), Duration.ZERO))
        .contains(from.minusSeconds(60));
    assertThat(hours.nextOnDuty(from, Duration.ZERO)).isEmpty();
  }

  @Test
  void leaveOverTheEndOfDutyLastsUntilTheNextMorning() {
    Leave leave =
        new Leave(Instant.parse("2026-03-25T06:00:00Z"), Instant.parse("2026-03-25T12:00:00Z"));
    WorkingHours hours = office(SHANGHAI, Set.of(), Set.of(), List.of(leave));

    assertThat(hours.nextOnDuty(leave.from(), Duration.ofDays(2)))
        .contains(Instant.parse("2026-03-26T01:00:00Z"));
  }

  @Test
  void aShiftedWorkdayIsWorkedAlthoughItIsASundayAndAHoliday() {
    LocalDate sunday = LocalDate.parse("2026-02-15");
    WorkingHours hours = office(SHANGHAI, Set.of(sunday), Set.of(sunday), List.of());

    assertThat(hours.nextOnDuty(Instant.parse("2026-02-15T01:30:00Z"), Duration.ZERO)).isPresent();
  }

  @Test
  void aHolidayIsTheDayOfTheRepsOwnClock() {
    WorkingHours hours =
        office(NEW_YORK, Set.of(LocalDate.parse("2026-07-03")), Set.of(), List.of());

    assertThat(hours.nextOnDuty(Instant.parse("2026-07-03T15:00:00Z"), Duration.ZERO)).isEmpty();
    assertThat(hours.nextOnDuty(Instant.parse("2026-07-02T21:30:00Z"), Duration.ZERO)).isPresent();
  }

  @Test
  void hoursFollowTheWallClockWhenItIsPutForward() {
    WorkingHours hours = office(NEW_YORK, Set.of(), Set.of(), List.of());

    assertThat(hours.nextOnDuty(Instant.parse("2026-03-06T13:59:59Z"), Duration.ofMinutes(1)))
        .contains(Instant.parse("2026-03-06T14:00:00Z"));
    assertThat(hours.nextOnDuty(Instant.parse("2026-03-09T12:59:59Z"), Duration.ofMinutes(1)))
        .contains(Instant.parse("2026-03-09T13:00:00Z"));
  }

  @Property(tries = 300)
  void whatAStretchSaysHoldsForAllOfIt(
      @ForAll @IntRange(max = 60 * 24 * 60) int minute, @ForAll @IntRange(max = 1000) int within) {
    WorkingHours hours =
        office(
            NEW_YORK,
            Set.of(LocalDate.parse("2026-03-10")),
            Set.of(LocalDate.parse("2026-03-14")),
            List.of(
                new Leave(
                    Instant.parse("2026-03-17T15:00:00Z"), Instant.parse("2026-03-19T17:00:00Z"))));
    Instant now = Instant.parse("2026-03-01T00:00:00Z").plusSeconds(60L * minute);

    Stretch stretch = hours.stretch(now);
    Instant later =
        now.plus(Duration.between(now, stretch.until()).multipliedBy(within).dividedBy(1001));

    assertThat(stretch.covers(now)).isTrue();
    assertThat(hours.stretch(later).nextOnDuty(later)).isEqualTo(stretch.nextOnDuty(later));
  }

  private static WorkingHours office(
      ZoneId zone, Set<LocalDate> holidays, Set<LocalDate> workdays, List<Leave> leaves) {
    Map<DayOfWeek, List<Block>> week = new EnumMap<>(DayOfWeek.class);
    for (DayOfWeek day : DayOfWeek.values()) {
      if (day.compareTo(DayOfWeek.SATURDAY) < 0) {
        week.put(day, OFFICE);
      }
    }
    return new WorkingHours(zone, week, holidays, workdays, leaves);
  }
}
