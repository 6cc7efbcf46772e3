package dev.fairlead.assignment.decision;

import dev.fairlead.assignment.decision.adapter.DecisionBody;
import dev.fairlead.assignment.decision.adapter.Inputs;
import dev.fairlead.assignment.decision.domain.Book;
import dev.fairlead.assignment.decision.domain.Decider;
import dev.fairlead.assignment.decision.domain.Decision;
import dev.fairlead.assignment.decision.domain.Matching;
import dev.fairlead.assignment.decision.domain.Question;
import dev.fairlead.assignment.decision.domain.RateWindow;
import dev.fairlead.assignment.policy.domain.Policy;
import dev.fairlead.assignment.policy.domain.Rule;
import dev.fairlead.assignment.roster.domain.Rep;
import dev.fairlead.assignment.roster.domain.Roster;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Decisions on several leads, one after the other, by one policy, one roster and one book. */
final class Sitting {

  private final Roster roster;
  private final @Nullable Decider decider;
  private final Map<String, Matching> matchings = new HashMap<>();
  private Book book = new Book();

  /**
   * A sitting on these questions.
   *
   * @param policy null when none is active, in which case all leads have to wait
   */
  Sitting(@Nullable Policy policy, Roster roster, Collection<Question> questions) {
    this.roster = roster;
    this.decider = policy == null ? null : new Decider(policy, roster);
    if (decider != null) {
      questions.forEach(question -> matchings.put(question.leadId(), decider.match(question)));
    }
  }

  Roster roster() {
    return roster;
  }

  Book book() {
    return book;
  }

  private List<Rule> rules() {
    return matchings.values().stream()
        .flatMap(matching -> matching.chain().stream())
        .filter(rule -> rule.assign() != null)
        .distinct()
        .toList();
  }

  /** The rotations that may be needed. */
  Set<String> rotations() {
    Set<String> ids = new TreeSet<>();
    rules().forEach(rule -> ids.add(Decider.rotationId(rule, roster)));
    return ids;
  }

  /** The reps whose counters may be read. */
  Set<String> reps(Collection<Question> questions) {
    Set<String> ids = new TreeSet<>();
    if (decider != null) {
      questions.forEach(question -> ids.addAll(decider.concerned(matching(question), question)));
    }
    return ids;
  }

  /** The windows of rate caps that may be looked at, by unit and rep. */
  Map<RateWindow.Unit, Set<Rep>> windows() {
    Map<RateWindow.Unit, Set<Rep>> windows = new TreeMap<>();
    for (Rule rule : rules()) {
      if (rule.assign() != null && rule.assign().rateCap() != null) {
        windows
            .computeIfAbsent(
                RateWindow.Unit.of(rule.assign().rateCap().per()), unit -> new HashSet<>())
            .addAll(roster.members(rule.assign().team()));
      }
    }
    return windows;
  }

  /** Goes on with these counters, after the rotations have taken over who is in them now. */
  Sitting with(Book counters) {
    for (Rule rule : rules()) {
      counters
          .rotation(Decider.rotationId(rule, roster))
          .align(Decider.rotationMembers(rule, roster));
    }
    book = counters;
    return this;
  }

  /** Goes on with the counters of a recorded decision. */
  Sitting withRecorded(Book counters) {
    book = counters;
    return this;
  }

  /** Decides on one of the questions. */
  DecisionBody decide(Question question) {
    if (decider == null) {
      return DecisionBody.of(Decision.withoutPolicy(question, roster.version()), null);
    }
    Matching matching = matching(question);
    Set<String> rotations = new TreeSet<>();
    Set<RateWindow.Unit> units = new TreeSet<>();
    for (Rule rule : matching.chain()) {
      if (rule.assign() != null) {
        rotations.add(Decider.rotationId(rule, roster));
        if (rule.assign().rateCap() != null) {
          units.add(RateWindow.Unit.of(rule.assign().rateCap().per()));
        }
      }
    }
    Inputs inputs =
        Inputs.of(question, book, rotations, decider.concerned(matching, question), units);
    return DecisionBody.of(decider.decide(question, matching, book), inputs);
  }

  /** The rule whose terms a lead gets that is given by hand; null when no policy is active. */
  @Nullable Rule firstRule(Question question) {
    return decider == null ? null : matching(question).chain().getFirst();
  }

  private Matching matching(Question question) {
    return Objects.requireNonNull(matchings.get(question.leadId()), "not asked in this sitting");
  }
}
