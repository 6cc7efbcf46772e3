package dev.fairlead.pool.domain;

import java.util.stream.Stream;

/** How the winner of a fair window is found. Ties are broken by the lot, in every rule. */
public enum DrawRule {
  /** Who won the fewest claims in the last 30 days. */
  FEWEST_RECENT("fewest-recent"),
  /** Whose profile fits the lead best. */
  BEST_FIT("best-fit"),
  /** The lot alone. */
  RANDOM("random");

  private final String code;

  DrawRule(String code) {
    this.code = code;
  }

  /** As pools and events write it. */
  public String code() {
    return code;
  }

  /**
   * The rule of that name.
   *
   * @throws IllegalArgumentException when there is none
   */
  public static DrawRule of(String code) {
    return Stream.of(values())
        .filter(rule -> rule.code.equals(code))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no such rule of a draw"));
  }
}
