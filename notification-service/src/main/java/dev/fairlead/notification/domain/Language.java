package dev.fairlead.notification.domain;

import java.lang.Character.UnicodeScript;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The languages notices are written in. */
public enum Language {
  ZH,
  EN;

  /** The name on the wire, {@code zh} or {@code en}. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The language of a tag such as {@code zh}, {@code zh-CN} or {@code en-GB}; empty for others. */
  public static Optional<Language> of(@Nullable String tag) {
    if (tag == null) {
      return Optional.empty();
    }
    return switch (Locale.forLanguageTag(tag.replace('_', '-')).getLanguage()) {
      case "zh" -> Optional.of(ZH);
      case "en" -> Optional.of(EN);
      default -> Optional.empty();
    };
  }

  /**
   * The language to write to somebody in: what he chose, else what the roster says, else Chinese
   * for a name with Han characters, else the installation's own.
   */
  public static Language toUse(
      @Nullable String chosen, @Nullable String roster, @Nullable String name, Language otherwise) {
    return of(chosen).or(() -> of(roster)).orElse(name != null && hasHan(name) ? ZH : otherwise);
  }

  private static boolean hasHan(String name) {
    return name.codePoints().anyMatch(c -> UnicodeScript.of(c) == UnicodeScript.HAN);
  }
}
