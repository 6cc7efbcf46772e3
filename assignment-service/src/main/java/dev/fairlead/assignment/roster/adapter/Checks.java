package dev.fairlead.assignment.roster.adapter;

import dev.fairlead.kit.http.Problem.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Collects what is wrong with a request body, place by place. */
final class Checks {

  private final List<Violation> violations = new ArrayList<>();

  void that(boolean holds, String pointer, String otherwise) {
    if (!holds) {
      violations.add(new Violation(pointer, otherwise));
    }
  }

  String text(@Nullable String value, String pointer) {
    that(value != null && !value.isBlank(), pointer, "is required");
    return value == null ? "" : value.strip();
  }

  void oneOf(@Nullable String value, Set<String> allowed, String pointer) {
    that(
        value == null || allowed.contains(value),
        pointer,
        "must be one of " + String.join(", ", allowed.stream().sorted().toList()));
  }

  void each(@Nullable List<String> values, Set<String> allowed, String pointer) {
    for (int i = 0; values != null && i < values.size(); i++) {
      oneOf(values.get(i), allowed, pointer + '/' + i);
    }
  }

  void noBlanks(@Nullable List<@Nullable String> values, String pointer) {
    for (int i = 0; values != null && i < values.size(); i++) {
      String value = values.get(i);
      that(value != null && !value.isBlank(), pointer + '/' + i, "must not be empty");
    }
  }

  /** Whether nothing was wrong so far. */
  boolean holdSoFar() {
    return violations.isEmpty();
  }

  void done() {
    RosterHttp.refuse(violations);
  }
}
