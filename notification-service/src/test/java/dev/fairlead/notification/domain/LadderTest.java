package dev.fairlead.notification.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LadderTest {

  private static final Instant AT = Instant.parse("2026-03-25T09:00:00Z");
  private static final Instant DEADLINE = AT.plus(Duration.ofDays(10));

  @Test
  void nobodyIsRemindedBeforeHalfTheProtectionThenTheRepThenHisManagersToo() {
    // Given
    Lead lead = granted(Ladder.DEFAULT);

    // Then
    assertThat(Ladder.DEFAULT.due(lead, AT.plus(Duration.ofDays(5)).minusSeconds(1))).isEmpty();
    assertThat(Ladder.DEFAULT.due(lead, AT.plus(Duration.ofDays(5)))).contains(step(0, false));
    Lead reminded = lead.after(step(0, false), "s", AT).on(Ladder.DEFAULT);
    assertThat(next(reminded)).isEqualTo(AT.plus(Duration.ofHours(180)));
    assertThat(Ladder.DEFAULT.due(reminded, AT.plus(Duration.ofHours(180))))
        .contains(step(1, true));
    assertThat(next(reminded.after(step(1, true), "s", AT).on(Ladder.DEFAULT))).isNull();
  }

  @Test
  void aQualifyingActivityEndsTheLadderAndSoDoesTheEndOfTheCustody() {
    // Given
    Lead lead = granted(Ladder.DEFAULT);

    // Then
    assertThat(lead.after(new Happening.FollowedUp("L", 1), "a", AT).watch()).isNull();
    assertThat(lead.after(new Happening.FollowedUp("L", 0), "a", AT).watch()).isNotNull();
    assertThat(lead.after(new Happening.Released("L", 2, "ann", "returned", null), "r", AT).watch())
        .isNull();
    assertThat(lead.after(new Happening.Closed("L", 2, "won", "ann"), "c", AT).watch()).isNull();
  }

  @Test
  void aReceiverHasTheStepsOfTheTimeThatIsLeft() {
    // Given
    Instant later = AT.plus(Duration.ofDays(4));

    // When
    Lead lead =
        granted(Ladder.DEFAULT)
            .after(new Happening.Transferred("L", 2, "ann", "bob", null, DEADLINE), "t", later)
            .on(Ladder.DEFAULT);

    // Then
    assertThat(next(lead)).isEqualTo(AT.plus(Duration.ofDays(7)));
  }

  @Test
  void whoWasAwayForTwoStepsIsRemindedOnceByTheLater() {
    assertThat(Ladder.DEFAULT.due(granted(Ladder.DEFAULT), DEADLINE)).contains(step(1, true));
  }

  @Test
  void aRuleMayHaveStepsOfItsOwnOrNone() {
    // Given
    Ladder own =
        new Ladder(
            Ladder.DEFAULT.steps(),
            Map.of("rule", List.of(new Ladder.Step("PT1H", Set.of(Ladder.MANAGERS)))));
    Ladder none = new Ladder(Ladder.DEFAULT.steps(), Map.of("rule", List.of()));

    // Then
    assertThat(next(granted(own))).isEqualTo(AT.plus(Duration.ofHours(1)));
    assertThat(next(granted(none))).isNull();
  }

  @Test
  void wrongStepsAreNamed() {
    // Given
    Ladder wrong =
        new Ladder(
            List.of(new Ladder.Step("1.5", Set.of(Ladder.REP)), new Ladder.Step("0.5", Set.of())),
            Map.of("r", List.of(new Ladder.Step("soon", Set.of("everybody")))));

    // Then
    assertThat(wrong.flaws())
        .extracting(Preferences.Flaw::pointer)
        .containsExactly("/steps/0/at", "/steps/1/tell", "/rules/r/0/at", "/rules/r/0/tell");
  }

  private static @Nullable Instant next(Lead lead) {
    Watch watch = lead.watch();
    return watch == null ? null : watch.nextAt();
  }

  private static Lead granted(Ladder ladder) {
    Happening granted =
        new Happening.Granted("L", 1, "ann", "east", "assigned", DEADLINE, null, "rule");
    return Lead.unknown("L").after(granted, "g", AT).on(ladder);
  }

  private static Happening.FollowUpDue step(int step, boolean managers) {
    return new Happening.FollowUpDue("L", 1, "ann", DEADLINE, step, true, managers);
  }
}
