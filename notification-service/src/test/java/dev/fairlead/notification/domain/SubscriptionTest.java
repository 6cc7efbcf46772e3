package dev.fairlead.notification.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SubscriptionTest {

  @ParameterizedTest
  @CsvSource({
    "dev.fairlead.ownership.granted.v1, true",
    "ownership.granted, true",
    "granted, true",
    "ownership.*, true",
    "dev.fairlead.*, true",
    "*, true",
    "ownership, false",
    "grant, false",
    "pool.*, false"
  })
  void anEventIsNamedWholeShortOrByItsStem(String wanted, boolean expected) {
    assertThat(Subscription.names(wanted, "dev.fairlead.ownership.granted.v1")).isEqualTo(expected);
  }

  @Test
  void aBotMayAskForAKindOfNotice() {
    // Given
    Subscription bot =
        new Subscription("b", "feishu", List.of("offered"), Audience.EVERYBODY, Language.ZH, false);

    // Then
    assertThat(bot.wantsNotice(NoticeType.OFFERED, "dev.fairlead.ownership.granted.v1")).isTrue();
    assertThat(bot.wantsNotice(NoticeType.ASSIGNED, "dev.fairlead.ownership.granted.v1")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    ", , , true",
    "east, , , true",
    "north, , , true",
    "west, , , false",
    ", manager, , false",
    ", owner, , true",
    ", , ann, true",
    ", , bob, false",
    "east, owner, bob, false"
  })
  void anAudienceIsNarrowedByTeamRoleAndRep(
      @Nullable String team, @Nullable String role, @Nullable String rep, boolean expected) {
    // Given
    Told told = new Told("ann", NoticeType.ASSIGNED, Role.OWNER);

    // When
    boolean includes = new Audience(team, role, rep).includes(told, List.of("east"), "north");

    // Then
    assertThat(includes).isEqualTo(expected);
  }
}
