package dev.fairlead.pool.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
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
}
