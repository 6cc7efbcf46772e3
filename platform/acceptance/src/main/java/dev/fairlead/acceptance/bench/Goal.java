package dev.fairlead.acceptance.bench;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A far goal, read from the words in which people see it. With a {@code ×} it is about the ratio to
 * the yardstick, else about the figure itself; a number alone is the most that there may be.
 *
 * @param words for example {@code ≥ 0.5 ×} or {@code p99 < 50 ms}
 */
record Goal(String words, String comparison, double bound, boolean isOfRatio) {

  private static final Pattern COMPARISON = Pattern.compile("([≥≤<>])\\s*([0-9][0-9,.]*)(\\s*×)?");
  private static final Pattern NUMBER = Pattern.compile("[0-9][0-9,.]*");

  /**
   * Reads the words.
   *
   * @throws IllegalArgumentException when they name no number
   */
  static Goal of(String words) {
    Matcher comparison = COMPARISON.matcher(words);
    if (comparison.find()) {
      return new Goal(
          words, comparison.group(1), number(comparison.group(2)), comparison.group(3) != null);
    }
    Matcher number = NUMBER.matcher(words);
    if (!number.find()) {
      throw new IllegalArgumentException("no goal: " + words);
    }
    return new Goal(words, "≤", number(number.group()), false);
  }

  /** Whether it is reached; null when there is nothing to compare with. */
  @Nullable Boolean isMet(double value, @Nullable Double ratio) {
    if (isOfRatio) {
      return ratio == null ? null : (Boolean) holds(ratio);
    }
    return holds(value);
  }

  private boolean holds(double measured) {
    return switch (comparison) {
      case "≥" -> measured >= bound;
      case ">" -> measured > bound;
      case "<" -> measured < bound;
      default -> measured <= bound;
    };
  }

  private static double number(String digits) {
    return Double.parseDouble(digits.replace(",", ""));
  }
}
