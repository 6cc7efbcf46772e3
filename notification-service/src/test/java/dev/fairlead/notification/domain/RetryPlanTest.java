package dev.fairlead.notification.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RetryPlanTest {

  @Test
  void theGapsFollowOneAnotherAndThenTriesEnd() {
    // Given
    RetryPlan plan = new RetryPlan(List.of(Duration.ofSeconds(15), Duration.ofMinutes(5)));

    // When
    List<Optional<Duration>> gaps = List.of(plan.afterTry(1), plan.afterTry(2), plan.afterTry(3));

    // Then
    assertThat(gaps)
        .containsExactly(
            Optional.of(Duration.ofSeconds(15)),
            Optional.of(Duration.ofMinutes(5)),
            Optional.empty());
  }

  @Test
  void theFirstRetryMustComeWithinAMinute() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RetryPlan(List.of(Duration.ofSeconds(61))));
  }

  @Test
  void gapsMustNotShrink() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RetryPlan(List.of(Duration.ofSeconds(9), Duration.ofSeconds(8))));
  }
}
