package dev.fairlead.embedded;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;

/** Durations as people type them: {@code 90s}, {@code 15m}, {@code 12h}, {@code 1h30m}. */
final class Durations {

  private Durations() {}

  static Duration parse(String text) {
    String typed = text.strip().toUpperCase(Locale.ROOT);
    try {
      return Duration.parse(typed.startsWith("P") ? typed : "PT" + typed);
    } catch (DateTimeParseException e) {
      throw new Trouble("'" + text + "' is not a duration like 60s, 15m or 12h.", e);
    }
  }
}
