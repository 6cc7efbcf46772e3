package dev.fairlead.intake.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.intake.adapter.ConnectorHealth.Busy;
import java.time.Duration;
import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class PaceTest {

  private static final Instant NOW = Instant.parse("2026-10-20T08:00:00Z");

  @Test
  void no_second_has_more_calls_than_allowed() {
    Busy fresh = new Busy("meta/a", "ok", null, 0);

    Busy after = Pace.called(fresh, 7, NOW);

    assertThat(Pace.allowed(fresh, 10, NOW)).isEqualTo(10);
    assertThat(Pace.allowed(after, 10, NOW.plusMillis(900))).isEqualTo(3);
    assertThat(Pace.allowed(Pace.called(after, 3, NOW.plusMillis(900)), 10, NOW.plusMillis(950)))
        .isZero();
    assertThat(Pace.allowed(after, 10, NOW.plusSeconds(1))).isEqualTo(10);
  }

  @Test
  void a_platform_that_is_not_well_is_asked_once() {
    assertThat(Pace.allowed(new Busy("meta/a", "token-invalid", null, 0), 10, NOW)).isEqualTo(1);
  }

  @Property
  void what_fails_waits_longer_each_time_and_never_longer_than_the_longest(
      @ForAll @IntRange(min = 1, max = 500) int attempts,
      @ForAll @DoubleRange(min = 0, max = 1) double chance) {
    Backoff backoff =
        new Backoff(
            Duration.ofSeconds(5),
            Duration.ofMinutes(15),
            Duration.ofHours(36),
            Duration.ofMinutes(1));

    Duration wait = backoff.after(attempts, chance);

    assertThat(wait).isBetween(Duration.ofMillis(3750), Duration.ofMillis(1_125_000));
    assertThat(backoff.after(attempts + 2, 0)).isGreaterThanOrEqualTo(backoff.after(attempts, 0));
  }

  @Test
  void after_thirty_six_hours_it_is_given_up() {
    Backoff backoff =
        new Backoff(Duration.ZERO, Duration.ZERO, Duration.ofHours(36), Duration.ZERO);

    assertThat(backoff.isOver(NOW.minus(Duration.ofHours(36)), NOW)).isFalse();
    assertThat(backoff.isOver(NOW.minus(Duration.ofHours(37)), NOW)).isTrue();
  }
}
