package dev.fairlead.pool.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpanTest {

  @ParameterizedTest
  @ValueSource(strings = {"P3D", "PT20S", "P1DT2H", "P0D", "P1M"})
  void aSpanIsWrittenAsItWasRead(String text) {
    assertThat(Span.parse(text).text()).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"3 days", "", "PT", "-P1D", "PT-5S", "P"})
  void whatIsNoSpanIsRefused(String text) {
    assertThatThrownBy(() -> Span.parse(text)).isInstanceOf(DateTimeException.class);
  }

  /** On the day the clocks change a calendar day is not 24 hours, an exact one is. */
  @Test
  void calendarDaysFollowTheZoneAndExactHoursDoNot() {
    ZoneId berlin = ZoneId.of("Europe/Berlin");
    Instant noonAfterChange = Instant.parse("2026-03-29T10:00:00Z");

    assertThat(Span.parse("P1D").before(noonAfterChange, berlin))
        .isEqualTo(Instant.parse("2026-03-28T11:00:00Z"));
    assertThat(Span.parse("PT24H").before(noonAfterChange, berlin))
        .isEqualTo(Instant.parse("2026-03-28T10:00:00Z"));
    assertThat(Span.parse("P1D").exact()).isEqualTo(Duration.ofHours(24));
  }

  /** "Calendar-day off-by-one": the same hour of the wall clock, so many dates later. */
  @Test
  void aDayLaterIsTheSameHourOfTheWallClockOnTheNextDate() {
    RepCalendar berlin = RepCalendar.of(ZoneId.of("Europe/Berlin"));
    Instant noonBeforeChange = Instant.parse("2026-03-28T11:00:00Z");

    assertThat(Span.parse("P1D").after(noonBeforeChange, berlin, false))
        .isEqualTo(Instant.parse("2026-03-29T10:00:00Z"));
    assertThat(Span.parse("PT24H").after(noonBeforeChange, berlin, false))
        .isEqualTo(Instant.parse("2026-03-29T11:00:00Z"));
    assertThat(Span.parse("P2D").after(Instant.parse("2026-10-24T22:30:00Z"), berlin, false))
        .isEqualTo(Instant.parse("2026-10-26T23:30:00Z"));
  }

  @Test
  void aMonthEndsWhereTheNextOneIsShorter() {
    RepCalendar shanghai = RepCalendar.of(ZoneId.of("Asia/Shanghai"));

    assertThat(Span.parse("P1M").after(Instant.parse("2028-01-31T02:00:00Z"), shanghai, false))
        .isEqualTo(Instant.parse("2028-02-29T02:00:00Z"));
    assertThat(Span.parse("P30D").after(Instant.parse("2027-01-31T02:00:00Z"), shanghai, false))
        .isEqualTo(Instant.parse("2027-03-02T02:00:00Z"));
  }

  /** 23:30 UTC on a Friday is Saturday morning in Shanghai: the zone decides which day it is. */
  @Test
  void workingDaysFollowTheRepsOwnCalendarAndZone() {
    RepCalendar china =
        new RepCalendar(
            ZoneId.of("Asia/Shanghai"),
            Set.of(LocalDate.parse("2026-10-01"), LocalDate.parse("2026-10-02")),
            Set.of(LocalDate.parse("2026-10-10")));
    Span twoDays = Span.parse("P2D");

    assertThat(twoDays.after(Instant.parse("2026-09-30T02:00:00Z"), china, true))
        .isEqualTo(Instant.parse("2026-10-06T02:00:00Z"));
    assertThat(twoDays.after(Instant.parse("2026-10-08T02:00:00Z"), china, true))
        .isEqualTo(Instant.parse("2026-10-10T02:00:00Z"));
    assertThat(twoDays.after(Instant.parse("2026-03-27T23:30:00Z"), china, true))
        .isEqualTo(Instant.parse("2026-03-30T23:30:00Z"));
    assertThat(twoDays.after(Instant.parse("2026-03-27T23:30:00Z"), RepCalendar.UNKNOWN, true))
        .isEqualTo(Instant.parse("2026-03-31T23:30:00Z"));
  }
}
