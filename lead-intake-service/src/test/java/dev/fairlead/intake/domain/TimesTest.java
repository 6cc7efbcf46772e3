package dev.fairlead.intake.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimesTest {

  private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
  private static final Instant INSTANT = Instant.parse("2026-10-20T07:58:30Z");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-10-20T07:58:30Z",
        "2026-10-20T15:58:30+08:00",
        "2026-10-20T15:58:30+0800",
        "2026-10-20T15:58:30+08",
        "2026-10-20 15:58:30+08:00",
        "1792483110",
        "1792483110000",
        "2026-10-20 15:58:30",
        "2026/10/20 15:58:30",
        "2026-10-20T15:58:30",
        "2026-10-20 15:58:30.0"
      })
  void one_instant_has_many_spellings(String text) {
    assertThat(Times.parse(text, SHANGHAI)).isEqualTo(INSTANT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"October 20, 2026", "", "12", "2026-13-01 00:00:00", "99999999999999999"})
  void what_is_no_time_is_none(String text) {
    assertThat(Times.parse(text, SHANGHAI)).isNull();
  }

  @Test
  void a_local_time_of_nowhere_is_none() {
    assertThat(Times.parse("2026-10-20 15:58:30", null)).isNull();
  }
}
