package dev.fairlead.notification.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordsTest {

  private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
  private static final Instant DEADLINE = Instant.parse("2026-04-04T16:30:00Z");

  @ParameterizedTest
  @CsvSource({
    "P3D, 3 天, 3 days",
    "P1D, 1 天, 1 day",
    "PT24H, 1 天, 1 day",
    "PT2H, 2 小时, 2 hours",
    "PT90S, 90 秒, 90 seconds",
    "PT5M, 5 分钟, 5 minutes"
  })
  void aWarningSaysHowMuchTimeIsLeftAndWhenItEndsInTheRecipientsZone(
      String step, String zh, String en) {
    // When
    Text text =
        words(NoticeType.EXPIRING, new Happening.Expiring("L", 1, "ann", DEADLINE, step), SHANGHAI);

    // Then
    assertThat(text.zh()).isEqualTo("线索保护期还剩 " + zh + ",至 2026-04-05 00:30 (Asia/Shanghai)");
    assertThat(text.en())
        .isEqualTo("Protection ends in " + en + ", at 2026-04-05 00:30 (Asia/Shanghai)");
  }

  @Test
  void theWarningOfTheSameDaySaysToday() {
    // When
    Text text =
        words(
            NoticeType.EXPIRING, new Happening.Expiring("L", 1, "ann", DEADLINE, "PT0S"), SHANGHAI);

    // Then
    assertThat(text.zh()).startsWith("线索保护期今日到期");
    assertThat(text.en()).startsWith("Protection ends today");
  }

  @Test
  void anOfferNamesTheEndOfTheAcceptWindowNotOfTheProtection() {
    // When
    Text text =
        words(
            NoticeType.OFFERED,
            new Happening.Granted(
                "L",
                1,
                "ann",
                null,
                "assigned",
                DEADLINE,
                Instant.parse("2026-03-25T09:30:00Z"),
                null),
            ZoneId.of("UTC"));

    // Then
    assertThat(text.en()).contains("2026-03-25 09:30").doesNotContain("2026-04-04");
  }

  @Test
  void whatTheLeadIsAboutStandsBehindTheSentenceInOneLine() {
    // Given
    Summary summary = new Summary("Acme\r\nBcc: x", "pumps", "上海", "上海", null);

    // When
    Text text = new Text("你好", "Hello").about(summary.line());

    // Then
    assertThat(text)
        .isEqualTo(new Text("你好(Acme Bcc: x · pumps · 上海)", "Hello (Acme Bcc: x · pumps · 上海)"));
    assertThat(new Text("你好", "Hello").about(Summary.NONE.line()).en()).isEqualTo("Hello");
  }

  @ParameterizedTest
  @CsvSource({
    "en, zh, 王芳, EN",
    ", en, 王芳, EN",
    ", zh-CN, Ann, ZH",
    ", , 王芳, ZH",
    ", , Ann Lee, EN",
    ", fr, Ann Lee, EN",
    ", , , EN"
  })
  void theLanguageIsTheChosenOneElseTheRostersElseTheNamesElseTheHouses(
      @Nullable String chosen, @Nullable String roster, @Nullable String name, Language expected) {
    // When
    Language language = Language.toUse(chosen, roster, name, Language.EN);

    // Then
    assertThat(language).isEqualTo(expected);
  }

  @Test
  void whoLooksOnIsToldWhoseItIs() {
    // When
    Text text =
        Wording.of(
            new Told("chief", NoticeType.VIOLATION, Role.MANAGER),
            new Happening.Violation("L", "ann", "poaching"),
            SHANGHAI,
            Map.of("ann", "王芳"));

    // Then
    assertThat(text).isEqualTo(new Text("违规提醒 · 王芳 · poaching", "Rule broken · 王芳 · poaching"));
  }

  private static Text words(NoticeType type, Happening happening, ZoneId zone) {
    return Wording.of(new Told("ann", type, Role.OWNER), happening, zone, Map.of());
  }
}
