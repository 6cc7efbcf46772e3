package dev.fairlead.acceptance.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class GoalTest {

  @Test
  void aGoalWithATimesSignIsAboutTheRatio() {
    // Given
    Figure figure = Figure.of("claims", 400, "/s").aimingAt("≥ 0.5 ×");

    // When
    Figure slow = figure.against(new Figure.Yardstick("updates", 1000));
    Figure fast = figure.against(new Figure.Yardstick("updates", 800));

    // Then
    assertThat(slow.isMet()).isFalse();
    assertThat(fast.isMet()).isTrue();
  }

  @Test
  void aRatioWithoutAYardstickIsNeitherReachedNorMissed() {
    assertThat(Figure.of("claims", 400, "/s").aimingAt("≥ 0.5 ×").isMet()).isNull();
  }

  @Test
  void aGoalWithoutATimesSignIsAboutTheFigureItself() {
    // Given
    Figure.Yardstick yardstick = new Figure.Yardstick("produce → consume", 1);

    // When
    Figure just = Figure.of("notice", 249.9, "ms").against(yardstick).aimingAt("p99 < 250 ms");
    Figure late = Figure.of("notice", 250, "ms").against(yardstick).aimingAt("p99 < 250 ms");

    // Then
    assertThat(just.isMet()).isTrue();
    assertThat(late.isMet()).isFalse();
  }

  @Test
  void aNumberAloneIsTheMostThereMayBe() {
    assertThat(Figure.of("lost", 0, "leads").aimingAt("0").isMet()).isTrue();
    assertThat(Figure.of("lost", 1, "leads").aimingAt("0").isMet()).isFalse();
  }

  @Test
  void wordsWithoutANumberAreNoGoal() {
    assertThatThrownBy(() -> Goal.of("fast")).isInstanceOf(IllegalArgumentException.class);
  }
}
