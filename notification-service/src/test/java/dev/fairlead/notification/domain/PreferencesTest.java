package dev.fairlead.notification.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class PreferencesTest {

  @Test
  void whoNeverChoseWantsThePageAndMail() {
    assertThat(Preferences.DEFAULT.wants(Preferences.IN_APP)).isTrue();
    assertThat(Preferences.DEFAULT.wants(Preferences.EMAIL)).isTrue();
    assertThat(Preferences.DEFAULT.flaws()).isEmpty();
  }

  @Test
  void everyWrongPlaceIsNamed() {
    // Given
    Preferences wrong =
        new Preferences(
            Map.of("pigeon/post", true),
            new Preferences.QuietHours("25:00", "07:00"),
            "weekly",
            "fr");

    // When
    var pointers = wrong.flaws().stream().map(Preferences.Flaw::pointer).toList();

    // Then
    assertThat(pointers)
        .containsExactly("/channels/pigeon~1post", "/quietHours/from", "/digest", "/language");
  }

  @Test
  void quietHoursMayGoOverMidnight() {
    // Given
    Preferences night =
        new Preferences(Map.of(), new Preferences.QuietHours("22:00", "07:30"), "daily", "zh");

    // Then
    assertThat(night.flaws()).isEmpty();
  }
}
