package dev.fairlead.intake.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SettingsDocumentTest {

  private static final Settings DEFAULTS =
      Settings.defaults("CN", Duration.ofMinutes(10), Settings.Scope.IDENTITY);

  @Test
  void what_is_not_said_stays_as_it_is_everywhere() {
    Settings settings = read(Map.of());

    assertThat(settings).isEqualTo(DEFAULTS);
    assertThat(settings.secretOverlap()).isEqualTo(Duration.ofDays(1));
    assertThat(settings.dedupeIdentities()).containsExactlyInAnyOrder("phone", "wechat", "email");
  }

  @Test
  void what_several_kinds_need_is_read() {
    Settings settings =
        read(
            Map.of(
                "captcha", Map.of("provider", "turnstile", "siteverifyUrl", "https://x.example/v"),
                "rateLimit", Map.of("max", 30, "per", "minute"),
                "pageProducts", Map.of("https://www.example.com/crm", "crm"),
                "dedupeIdentities", List.of("phone", "company"),
                "secretOverlap", "PT0S"));

    assertThat(settings.captcha())
        .isEqualTo(
            new Settings.Captcha(Settings.Captcha.Provider.TURNSTILE, "https://x.example/v"));
    assertThat(settings.rateLimit()).isEqualTo(new Settings.RateLimit(30, Duration.ofMinutes(1)));
    assertThat(settings.pageProducts()).containsEntry("https://www.example.com/crm", "crm");
    assertThat(settings.dedupeIdentities()).containsExactlyInAnyOrder("phone", "company");
    assertThat(settings.secretOverlap()).isEqualTo(Duration.ZERO);
  }

  @Test
  void what_only_some_kinds_know_is_texts_whatever_it_was() {
    Settings settings =
        read(
            Map.of(
                "knownAdvId",
                List.of(1700000000000001L, "8"),
                "knownOid",
                "00D",
                "unsigned",
                true,
                "answer",
                Map.of("codeKey", "status", "success", 0)));

    assertThat(settings.texts("knownAdvId")).containsExactly("1700000000000001", "8");
    assertThat(settings.text("knownOid", "")).isEqualTo("00D");
    assertThat(settings.flag("unsigned")).isTrue();
    assertThat(settings.text("answer.codeKey", "code")).isEqualTo("status");
    assertThat(settings.text("answer.success", "1")).isEqualTo("0");
    assertThat(settings.text("answer.messageKey", "message")).isEqualTo("message");
  }

  static List<Object[]> mistakes() {
    return List.of(
        new Object[] {Map.of("captcha", Map.of("provider", "other")), "/settings/captcha/provider"},
        new Object[] {Map.of("captcha", "turnstile"), "/settings/captcha"},
        new Object[] {
          Map.of("captcha", Map.of("provider", "hcaptcha", "siteverifyUrl", "x")),
          "/settings/captcha/siteverifyUrl"
        },
        new Object[] {
          Map.of("rateLimit", Map.of("max", 0, "per", "minute")), "/settings/rateLimit/max"
        },
        new Object[] {
          Map.of("rateLimit", Map.of("max", 1, "per", "year")), "/settings/rateLimit/per"
        },
        new Object[] {Map.of("pageProducts", Map.of("/crm", "crm")), "/settings/pageProducts"},
        new Object[] {Map.of("dedupeIdentities", List.of("fax")), "/settings/dedupeIdentities"},
        new Object[] {Map.of("secretOverlap", "P31D"), "/settings/secretOverlap"},
        new Object[] {Map.of("fieldMap", Map.of("a", "")), "/settings/fieldMap"},
        new Object[] {Map.of("knownUcid", Map.of("a", 1)), "/settings/knownUcid"},
        new Object[] {Map.of("unsigned", "yes"), "/settings/unsigned"},
        new Object[] {Map.of("secretHeader", "a b"), "/settings/secretHeader"},
        new Object[] {Map.of("items", "leads"), "/settings/items"},
        new Object[] {Map.of("redirectUri", "javascript:1"), "/settings/redirectUri"});
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void what_cannot_be_is_named_by_its_place(Map<String, ?> wrong, String place) {
    SettingsDocument document = new SettingsDocument(wrong);

    document.read(DEFAULTS, region -> true);

    assertThat(document.errors()).extracting(Refusal.Place::pointer).containsExactly(place);
  }

  private static Settings read(Map<String, ?> settings) {
    SettingsDocument document = new SettingsDocument(settings);
    Settings read = document.read(DEFAULTS, region -> true);
    assertThat(document.errors()).isEmpty();
    return read;
  }
}
