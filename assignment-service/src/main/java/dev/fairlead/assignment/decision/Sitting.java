package dev.fairlead.assignment.decision;

import dev.fairlead.assignment.decision.adapter.DecisionBody;
import dev.fairlead.assignment.decision.adapter.Inputs;
import dev.fairlead.assignment.decision.domain.Book;
import dev.fairlead.assignment.decision.domain.Decider;
import dev.fairlead.assignment.decision.domain.Decision;
import dev.fairlead.assignment.decision.domain.Matching;
import dev.fairlead.assignment.decision.domain.Question;
import dev.fairlead.assignment.decision.domain.RateWindow;
import dev.fairlead.assignment.decision.domain.Rotations;
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
   * @param decider null when no policy is active, in which case all leads have to wait
   */
  Sitting(@Nullable Decider decider, Roster roster, Collection<Question> questions) {
    this.roster = roster;
    this.decider = decider;
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
    rules().forEach(rule -> ids.addAll(rotations(rule)));
    return ids;
  }

  private Set<String> rotations(Rule rule) {
    Set<String> ids = new TreeSet<>();
    ids.add(Rotations.idOf(rule, roster));
    Rule.Assign assign = rule.assign();
    if (assign != null && assign.helpers() != null) {
      ids.add(Rotations.helpersOf(rule, assign.helpers(), roster));
    }
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

  /** The reps whose results may be looked at. */
  Set<String> resultsOf() {
    return resultsOf(rules());
  }

  private Set<String> resultsOf(Collection<Rule> rules) {
    Set<String> ids = new TreeSet<>();
    for (Rule rule : rules) {
      if (Rotations.looksAtResults(rule)) {
        Rotations.members(rule, roster).forEach(rep -> ids.add(rep.id()));
      }
    }
    return ids;
  }

  /** The windows of rate caps that may be looked at, by unit and rep. */
  Map<RateWindow.Unit, Set<Rep>> windows() {
    Map<RateWindow.Unit, Set<Rep>> windows = new TreeMap<>();
    for (Rule rule : rules()) {
      Rule.Assign assign = Objects.requireNonNull(rule.assign());
      for (Rule.RateCap cap : assign.rateCaps()) {
        windows
            .computeIfAbsent(RateWindow.Unit.of(cap.per()), unit -> new HashSet<>())
            .addAll(roster.members(assign.team()));
      }
    }
    return windows;
  }

  /** Goes on with these counters, after the rotations have taken over who is in them now. */
  Sitting with(Book counters) {
    rules().forEach(rule -> Rotations.align(rule, roster, counters));
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
        rotations.addAll(rotations(rule));
        rule.assign().rateCaps().forEach(cap -> units.add(RateWindow.Unit.of(cap.per())));
      }
    }
    Inputs inputs =
        Inputs.of(
            question,
            book,
            rotations,
            decider.concerned(matching, question),
            units,
            resultsOf(matching.chain()));
    return DecisionBody.of(decider.decide(question, matching, book), inputs);
  }

  /** Whether a rep would have got the lead, had no gate stood in his way. */
  boolean wouldGet(Question question, String repId) {
    return decider != null
        && decider.waiving(repId, question, matching(question), book).outcome()
            instanceof Decision.Outcome.Assigned(String rep, String team, var terms)
        && rep.equals(repId);
  }

  /** The rotation that a decision counted in; null when it counted in none. */
  @Nullable String rotationOf(DecisionBody made) {
    if (decider == null
        || !made.outcome().equals("assigned")
        || made.cause().equals("existing-owner")) {
      return null;
    }
    return Objects.requireNonNull(matchings.get(made.leadId())).chain().stream()
        .filter(rule -> rule.id().equals(made.ruleId()))
        .findFirst()
        .map(rule -> Rotations.idOf(rule, roster))
        .orElse(null);
  }

  /** The rule whose terms a lead gets that is given by hand; null when no policy is active. */
  @Nullable Rule firstRule(Question question) {
    return decider == null ? null : matching(question).chain().getFirst();
  }

  private Matching matching(Question question) {
    return Objects.requireNonNull(matchings.get(question.leadId()), "not asked in this sitting");
  }
}
