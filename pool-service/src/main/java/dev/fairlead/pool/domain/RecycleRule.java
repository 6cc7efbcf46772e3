package dev.fairlead.pool.domain;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * After how long a lead leaves its owner, and for what.
 *
 * @param after counted from what the reason says, in days of the owner's calendar
 * @param level the customer level (segment) it is for; absent for all that have no rule of their
 *     own
 * @param to where it goes; absent for where the ledger sends it by itself
 */
public record RecycleRule(
    LapseReason reason, Span after, @Nullable String level, @Nullable Destination to) {

  /** The rules that hold for one level: for each reason its own, else the one without a level. */
  static List<RecycleRule> forLevel(List<RecycleRule> rules, @Nullable String level) {
    return List.of(LapseReason.values()).stream()
        .flatMap(reason -> of(rules, reason, level).or(() -> of(rules, reason, null)).stream())
        .toList();
  }

  private static Optional<RecycleRule> of(
      List<RecycleRule> rules, LapseReason reason, @Nullable String level) {
    return rules.stream()
        .filter(rule -> rule.reason == reason)
        .filter(rule -> level == null ? rule.level == null : level.equals(rule.level))
        .findFirst();
  }
}
