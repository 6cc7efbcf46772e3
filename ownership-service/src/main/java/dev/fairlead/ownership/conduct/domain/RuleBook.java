package dev.fairlead.ownership.conduct.domain;

import java.util.List;
import java.util.Optional;

/**
 * Every rule with what follows from breaking it.
 *
 * @param version of the settings; 0 is what holds without any
 */
public record RuleBook(int version, List<Entry> entries) {

  public RuleBook {
    entries = List.copyOf(entries);
  }

  /** A rule, whether it is looked for, and what follows. */
  public record Entry(Rule rule, boolean enabled, Ladder ladder) {}

  /** What holds without settings: everything is looked for, and warned of. */
  public static RuleBook standard() {
    return new RuleBook(
        0, Rule.defaults().stream().map(rule -> new Entry(rule, true, Ladder.WARNINGS)).toList());
  }

  /** The rule of that kind, if it is looked for. */
  public <R extends Rule> Optional<R> enabled(Class<R> kind) {
    return entries.stream()
        .filter(entry -> entry.enabled() && kind.isInstance(entry.rule()))
        .map(entry -> kind.cast(entry.rule()))
        .findFirst();
  }

  /** What follows from breaking a rule. */
  public Ladder ladder(String rule) {
    return entries.stream()
        .filter(entry -> entry.rule().name().equals(rule))
        .map(Entry::ladder)
        .findFirst()
        .orElse(Ladder.WARNINGS);
  }
}
