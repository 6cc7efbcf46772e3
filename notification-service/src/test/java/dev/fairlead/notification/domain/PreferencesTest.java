package dev.fairlead.notification.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PreferencesTest {

  private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
  private static final QuietHours NIGHT = new QuietHours("22:00", "07:30");

  @Test
  void whoNeverChoseWantsThePageAndMail() {
    assertThat(Preferences.DEFAULT.wants(NoticeType.ASSIGNED, Preferences.IN_APP)).isTrue();
    assertThat(Preferences.DEFAULT.wants(NoticeType.ASSIGNED, Preferences.EMAIL)).isTrue();
    assertThat(Preferences.DEFAULT.flaws()).isEmpty();
  }

  @Test
  void everyWrongPlaceIsNamed() {
    // Given
    Preferences wrong =
        new Preferences(
            Map.of("pigeon/post", true),
            new QuietHours("25:00", "07:00"),
            "weekly",
            "fr",
            "9 o'clock",
            Set.of("gossip"),
            Map.of("touched", Map.of("fax", true)),
            Set.of("assigned"));

    // When
    var pointers = wrong.flaws().stream().map(Preferences.Flaw::pointer).toList();

    // Then
    assertThat(pointers)
        .containsExactly(
            "/channels/pigeon~1post",
            "/quietHours/from",
            "/digest",
            "/language",
            "/digestAt",
            "/mute/gossip",
            "/types/touched/fax");
  }

  @Test
  void aKindThatIsMutedStandsInTheInboxOnly() {
    // Given
    Preferences muted = with(null, "none", Set.of("touched"));

    // Then
    assertThat(muted.wants(NoticeType.TOUCHED, Preferences.IN_APP)).isTrue();
    assertThat(muted.wants(NoticeType.TOUCHED, Preferences.EMAIL)).isFalse();
    assertThat(muted.wants(NoticeType.ASSIGNED, Preferences.EMAIL)).isTrue();
  }

  @Test
  void whoLeavesMailsOfOneKindKeepsTheOthers() {
    // When
    Preferences left = Preferences.DEFAULT.without("touched", Preferences.EMAIL);

    // Then
    assertThat(left.wants(NoticeType.TOUCHED, Preferences.EMAIL)).isFalse();
    assertThat(left.wants(NoticeType.TOUCHED, Preferences.IN_APP)).isTrue();
    assertThat(left.wants(NoticeType.ASSIGNED, Preferences.EMAIL)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "2026-03-25T13:59:59Z, 2026-03-25T13:59:59Z",
    "2026-03-25T14:00:00Z, 2026-03-25T23:30:00Z",
    "2026-03-25T23:29:00Z, 2026-03-25T23:30:00Z",
    "2026-03-25T23:30:00Z, 2026-03-25T23:30:00Z"
  })
  void atNightInHisZoneANoticeWaitsForTheMorning(Instant now, Instant expected) {
    // Given
    Preferences night = with(NIGHT, "none", Set.of());

    // When
    Instant at = night.notBefore(NoticeType.TOUCHED, null, now, SHANGHAI);

    // Then
    assertThat(at).isEqualTo(expected);
  }

  @Test
  void whatWouldBeTooLateInTheMorningComesAtNight() {
    // Given
    Preferences night = with(NIGHT, "none", Set.of());
    Instant now = Instant.parse("2026-03-25T15:00:00Z");

    // Then
    assertThat(night.notBefore(NoticeType.OFFERED, now.plusSeconds(1800), now, SHANGHAI))
        .isEqualTo(now);
    assertThat(night.notBefore(NoticeType.OFFERED, now.plusSeconds(86_400), now, SHANGHAI))
        .isAfter(now);
    assertThat(night.notBefore(NoticeType.TOUCHED, now.plusSeconds(1800), now, SHANGHAI))
        .isAfter(now);
  }

  @Property
  void aNoticeNeverWaitsInTheDayAndNeverLongerThanTheNight(
      @ForAll @IntRange(min = 0, max = 86_399) int second) {
    // Given
    Instant now = Instant.parse("2026-03-25T00:00:00Z").plusSeconds(second);

    // When
    Instant at = with(NIGHT, "none", Set.of()).notBefore(NoticeType.TOUCHED, null, now, SHANGHAI);

    // Then
    assertThat(at).isBetween(now, now.plusSeconds((long) (9.5 * 3600)));
    assertThat(NIGHT.endAfter(at, SHANGHAI)).isEmpty();
  }

  @Test
  void digestsComeAtTheFullHourOrInTheMorningOnHisClock() {
    // Given
    Instant now = Instant.parse("2026-03-25T02:20:00Z");

    // Then
    assertThat(with(null, "none", Set.of()).digestDue(NoticeType.TOUCHED, null, now, SHANGHAI))
        .isEmpty();
    assertThat(with(null, "hourly", Set.of()).digestDue(NoticeType.TOUCHED, null, now, SHANGHAI))
        .contains(Instant.parse("2026-03-25T03:00:00Z"));
    assertThat(with(null, "daily", Set.of()).digestDue(NoticeType.TOUCHED, null, now, SHANGHAI))
        .contains(Instant.parse("2026-03-26T01:00:00Z"));
    assertThat(
            with(null, "daily", Set.of())
                .digestDue(NoticeType.EXPIRING, now.plusSeconds(60), now, SHANGHAI))
        .isEmpty();
  }

  private static Preferences with(@Nullable QuietHours quiet, String digest, Set<String> mute) {
    return new Preferences(null, quiet, digest, null, null, mute, null, null);
  }
}
