package dev.fairlead.acceptance.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OptionsTest {

  @Test
  void optionsMayStandBetweenTheNames() {
    // When
    Options options = Options.of("intake", "--seconds", "3", "pool", "--warm-up", "0");

    // Then
    assertThat(options.names()).containsExactly("intake", "pool");
    assertThat(options.phase()).isEqualTo(Duration.ofSeconds(3));
    assertThat(options.warmUp()).isZero();
    assertThat(options.markdown()).isFalse();
  }

  @Test
  void withoutOptionsEverythingIsMeasuredForTheUsualTime() {
    // When
    Options options = Options.of();

    // Then
    assertThat(options.names()).isEmpty();
    assertThat(options.phase()).isEqualTo(Duration.ofSeconds(Options.PHASE_SECONDS));
    assertThat(options.warmUp()).isEqualTo(Duration.ofSeconds(Options.WARM_UP_SECONDS));
  }

  @ParameterizedTest
  @ValueSource(strings = {"--seconds", "--seconds 0", "--seconds x", "--warm-up -1", "--fast"})
  void whatCannotBeUnderstoodIsRefused(String words) {
    assertThatThrownBy(() -> Options.of(words.split(" ")))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
