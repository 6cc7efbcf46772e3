package dev.fairlead.assignment.roster.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.assignment.roster.adapter.LeaveFile.Absence;
import dev.fairlead.assignment.roster.domain.Leave;
import dev.fairlead.events.EventJson;
import dev.fairlead.kit.http.ProblemException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

class LeaveFileTest {

  private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
  private static final Instant NOW = Instant.parse("2026-03-25T02:00:00Z");

  @Test
  void wholeDaysTimesZonesAndRecurrenceAreUnderstood() {
    List<Absence> absences =
        read(
            """
            BEGIN:VEVENT
            UID:1
            DTSTART;VALUE=DATE:20260401
            DTEND;VALUE=DATE:20260404
            SUMMARY:Leave
            END:VEVENT
            BEGIN:VEVENT
            UID:2
            DTSTART:20260410T010000Z
            DURATION:PT2H
            END:VEVENT
            BEGIN:VEVENT
            UID:3
            DTSTART;VALUE=DATE:20260501
            RRULE:FREQ=WEEKLY;COUNT=3
            END:VEVENT
            """);

    assertThat(absences)
        .containsExactly(
            new Absence("2026-04-01", "2026-04-03"),
            new Absence("2026-04-10T01:00:00Z", "2026-04-10T03:00:00Z"),
            new Absence("2026-05-01", "2026-05-01"),
            new Absence("2026-05-08", "2026-05-08"),
            new Absence("2026-05-15", "2026-05-15"));
  }

  @Test
  void whatIsCancelledOrTakesNoTimeIsPassedOver() {
    List<Absence> absences =
        read(
            """
            BEGIN:VEVENT
            UID:1
            DTSTART;VALUE=DATE:20260401
            STATUS:CANCELLED
            END:VEVENT
            BEGIN:VEVENT
            UID:2
            DTSTART;VALUE=DATE:20260402
            TRANSP:TRANSPARENT
            END:VEVENT
            """);

    assertThat(absences).isEmpty();
  }

  @Test
  void anythingElseIsRefused() {
    assertThatThrownBy(() -> new LeaveFile(SHANGHAI, NOW).read("hello"))
        .isInstanceOf(ProblemException.class)
        .hasMessage("leave.malformed");
  }

  @Test
  void datesMeanTheRepsOwnDaysAndBuffersWidenThem() throws Exception {
    List<Leave> leaves =
        LeaveReader.read(
            EventJson.mapper()
                .readTree(
                    """
                    {"leave": [{"from": "2026-04-01", "to": "2026-04-02"}],
                     "leaveBuffer": {"before": "PT4H", "after": "PT1H"}}
                    """),
            SHANGHAI);

    assertThat(leaves)
        .containsExactly(
            new Leave(
                Instant.parse("2026-03-31T12:00:00Z"), Instant.parse("2026-04-02T17:00:00Z")));
  }

  @Test
  void publicHolidaysComeByCountry() {
    assertThat(Holidays.knows("CN")).isTrue();
    assertThat(Holidays.knows("DE-BY")).isTrue();
    assertThat(Holidays.knows("XX")).isFalse();
    assertThat(Holidays.of("CN", 2026, 2026))
        .hasSize(13)
        .contains(LocalDate.parse("2026-02-16"), LocalDate.parse("2026-02-17"))
        .contains(LocalDate.parse("2026-01-01"), LocalDate.parse("2026-10-01"));
  }

  private static List<Absence> read(String events) {
    String file = "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//test//EN\n" + events + "END:VCALENDAR\n";
    return new LeaveFile(SHANGHAI, NOW).read(file.replace("\n", "\r\n"));
  }
}
