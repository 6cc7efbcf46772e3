package dev.fairlead.notification.domain;

import org.jspecify.annotations.Nullable;

/** The same words in both languages. */
public record Text(String zh, String en) {

  /** With what the lead is about behind it, when that is known. */
  public Text about(@Nullable String summary) {
    return summary == null ? this : new Text(zh + "(" + summary + ")", en + " (" + summary + ")");
  }

  /** The words of one language. */
  public String in(Language language) {
    return switch (language) {
      case ZH -> zh;
      case EN -> en;
    };
  }
}
