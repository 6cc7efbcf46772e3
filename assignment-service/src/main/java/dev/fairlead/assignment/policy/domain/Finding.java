package dev.fairlead.assignment.policy.domain;

import org.jspecify.annotations.Nullable;

/**
 * Something the linter has to say about a policy.
 *
 * @param code stable, e.g. {@code condition.type}
 * @param severity {@code error}, which forbids activation, or {@code warning}
 * @param pointer the place in the document, a JSON pointer
 * @param example a lead or value that shows it
 */
public record Finding(
    String code,
    String severity,
    String pointer,
    @Nullable String ruleId,
    String message,
    @Nullable Object example) {

  /** Whether it forbids activation. */
  public boolean forbids() {
    return severity.equals("error");
  }

  /** A finding that forbids activation. */
  public static Finding error(
      String code, String pointer, @Nullable String ruleId, String message) {
    return new Finding(code, "error", pointer, ruleId, message, null);
  }

  /** A finding that is only said. */
  public static Finding warning(
      String code, String pointer, @Nullable String ruleId, String message) {
    return new Finding(code, "warning", pointer, ruleId, message, null);
  }
}
