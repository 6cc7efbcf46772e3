package dev.fairlead.ownership.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpanTest {

  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final OwnerCalendar WEEKENDS = OwnerCalendar.of(BERLIN);

  @ParameterizedTest
  @ValueSource(strings = {"P10D", "PT20S", "P1DT12H", "P2M", "PT30M", "P1Y2M3DT4H5M6S"})
  void aSpanIsWrittenAsItWasRead(String text) {
    assertThat(Span.parse(text)).hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "P", "PT", "10D", "P-1D", "PT-5S", "P1DT", "soon"})
  void whatIsNoSpanIsRefused(String text) {
    assertThatThrownBy(() -> Span.parse(text)).isInstanceOf(DateTimeException.class);
  }

  @Test
  void aDayOverTheChangeToSummerTimeKeepsTheHourAnd24HoursDoNot() {
    ZonedDateTime before = ZonedDateTime.of(2026, 3, 28, 18, 0, 0, 0, BERLIN);

    ZonedDateTime day = Span.parse("P1D").after(before, WEEKENDS, false);
    ZonedDateTime hours = Span.parse("PT24H").after(before, WEEKENDS, false);

    assertThat(day.toLocalTime()).hasToString("18:00");
    assertThat(hours.toLocalTime()).hasToString("19:00");
  }

  @Test
  void aMonthFromTheEndOfAMonthEndsAtTheEndOfTheNext() {
    ZonedDateTime start = ZonedDateTime.of(2028, 1, 31, 9, 0, 0, 0, BERLIN);

    assertThat(Span.parse("P1M").after(start, WEEKENDS, false).toLocalDate())
        .isEqualTo(LocalDate.of(2028, 2, 29));
  }

  @Test
  void workingDaysPassOverWeekendsAndHolidaysAndCountMadeUpDays() {
    LocalDate holiday = LocalDate.of(2026, 10, 1);
    LocalDate madeUp = LocalDate.of(2026, 10, 10);
    OwnerCalendar calendar =
        new OwnerCalendar(
            ZoneId.of("Asia/Shanghai"),
            Set.of(
                holiday,
                holiday.plusDays(1),
                LocalDate.of(2026, 10, 5),
                LocalDate.of(2026, 10, 6),
                LocalDate.of(2026, 10, 7)),
            Set.of(madeUp));
    ZonedDateTime wednesday = ZonedDateTime.of(2026, 9, 30, 10, 0, 0, 0, calendar.zone());

    ZonedDateTime third = Span.parse("P3D").after(wednesday, calendar, true);

    assertThat(third.toLocalDate()).isEqualTo(madeUp);
  }
}
