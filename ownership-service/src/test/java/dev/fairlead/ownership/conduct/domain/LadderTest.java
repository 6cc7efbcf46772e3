package dev.fairlead.ownership.conduct.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.ownership.domain.OwnerCalendar;
import dev.fairlead.ownership.domain.Span;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

class LadderTest {

  private static final OwnerCalendar CALENDAR = OwnerCalendar.of(ZoneId.of("Asia/Shanghai"));
  private static final Instant NOW = Instant.parse("2026-03-31T02:00:00Z");
  private static final Ladder LADDER =
      new Ladder(
          List.of(
              new Ladder.Step(1, Span.parse("P90D"), "warning", null),
              new Ladder.Step(2, Span.parse("P30D"), "claim-suspension", Span.parse("P7D")),
              new Ladder.Step(3, Span.parse("P30D"), "lower-weight", Span.parse("P30D"))));

  @Test
  void theMoreOftenTheHarder() {
    assertThat(kind()).isEqualTo("warning");
    assertThat(kind(10)).isEqualTo("claim-suspension");
    assertThat(kind(10, 20)).isEqualTo("lower-weight");
    assertThat(kind(5, 10, 20)).isEqualTo("lower-weight");
  }

  @Test
  void whatIsForgottenDoesNotCount() {
    assertThat(kind(40)).isEqualTo("warning");
    assertThat(kind(10, 40)).isEqualTo("claim-suspension");
  }

  @Test
  void anEmptyLadderAnswersNothing() {
    assertThat(new Ladder(List.of()).answer(NOW, List.of(NOW), CALENDAR)).isEmpty();
  }

  @Test
  void aPenaltyLastsDaysOfTheRepsCalendar() {
    Ladder.Step step = LADDER.answer(NOW, List.of(NOW), CALENDAR).orElseThrow();

    assertThat(step.until(NOW, CALENDAR)).isEqualTo(Instant.parse("2026-04-07T02:00:00Z"));
  }

  private static String kind(int... daysAgo) {
    List<Instant> earlier =
        java.util.Arrays.stream(daysAgo)
            .mapToObj(days -> NOW.minus(Duration.ofDays(days)))
            .toList();
    return LADDER.answer(NOW, earlier, CALENDAR).orElseThrow().kind();
  }
}
