package dev.fairlead.assignment.decision.domain;

import dev.fairlead.assignment.decision.domain.Decision.Candidate;
import dev.fairlead.assignment.decision.domain.Decision.Outcome;
import dev.fairlead.assignment.decision.domain.Decision.RuleAsked;
import dev.fairlead.assignment.decision.domain.Decision.Sentence;
import dev.fairlead.assignment.policy.domain.Condition;
import dev.fairlead.assignment.policy.domain.Policy;
import dev.fairlead.assignment.policy.domain.Rule;
import dev.fairlead.assignment.policy.domain.Rule.Otherwise;
import dev.fairlead.assignment.roster.domain.Rep;
import dev.fairlead.assignment.roster.domain.Roster;
import dev.fairlead.assignment.roster.domain.Team;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decides on leads by a policy and a roster. The same question, with the same counters, always gets
 * the same answer: nothing here reads a clock or draws a number that was not passed in.
 */
public final class Decider {

  private final Policy policy;
  private final Roster roster;

  /** A decider by this policy over this roster. */
  public Decider(Policy policy, Roster roster) {
    this.policy = policy;
    this.roster = roster;
  }

  /** The rotation whose counters a rule uses: its team's, or one of its own. */
  public static String rotationId(Rule rule, Roster roster) {
    String teamId = rule.assign() == null ? null : rule.assign().team();
    Team team = roster.team(teamId);
    if (team != null) {
      return team.rotationId();
    }
    return teamId == null ? "rule:" + rule.id() : teamId;
  }

  /** Those who take turns in a rule's rotation. */
  public static List<Rep> rotationMembers(Rule rule, Roster roster) {
    return rule.assign() == null || rule.assign().team() == null
        ? roster.members(null)
        : roster.inRotation(rotationId(rule, roster));
  }

  /** Finds the rules that may decide on a lead; needs no counters. */
  public Matching match(Question question) {
    Map<String, Object> lead = question.facts().view(roster.regions(), question.stage());
    List<RuleAsked> asked = new ArrayList<>();
    List<Rule> chain = new ArrayList<>();
    for (Rule rule : policy.rules()) {
      if (!Objects.equals(rule.stage(), question.stage())) {
        continue;
      }
      Condition.Answer answer = rule.when().ask(lead, Map.of(), roster.regions());
      asked.add(new RuleAsked(rule.id(), answer.holds(), answer.error()));
      if (answer.holds()) {
        chain.add(rule);
        if (!(rule.otherwise() instanceof Otherwise.Next)) {
          break;
        }
      }
    }
    if (chain.isEmpty() || leadsToFallback(chain.getLast())) {
      chain.add(policy.fallback());
    }
    return new Matching(lead, List.copyOf(asked), List.copyOf(chain));
  }

  private static boolean leadsToFallback(Rule rule) {
    return switch (rule.otherwise()) {
      case Otherwise.Next next -> true;
      case Otherwise.Fallback fallback -> true;
      case Otherwise.Hold hold -> false;
      case Otherwise.ToPool pool -> false;
    };
  }

  /** Decides, and moves the counters when somebody gets the lead. */
  public Decision decide(Question question, Matching matching, Book book) {
    Decision kept = formerOwner(question, matching, book);
    return kept == null ? byRules(question, matching, book) : kept;
  }

  private @Nullable Decision formerOwner(Question question, Matching matching, Book book) {
    Rep owner = policy.keepOwner() ? roster.rep(question.formerOwner()) : null;
    if (owner == null
        || !owner.active()
        || owner.optedOut()
        || question.excluded().contains(owner.id())
        || Gates.full(owner, book)) {
      return null;
    }
    Rule rule = matching.chain().getFirst();
    String team = owner.teams().isEmpty() ? null : owner.teams().getFirst();
    Candidate candidate =
        new Candidate(
            owner.id(), rule.id(), team, null, Map.of("open", (double) book.open(owner.id())));
    book.give(owner.id());
    return decision(
        question,
        matching,
        rule.id(),
        new Outcome.Assigned(owner.id(), team, rule.protect()),
        "existing-owner",
        Wording.formerOwner(owner),
        List.of(candidate));
  }

  private Decision byRules(Question question, Matching matching, Book book) {
    List<Candidate> candidates = new ArrayList<>();
    List<String> closed = new ArrayList<>();
    @Nullable Instant opens = null;
    for (Rule rule : matching.chain()) {
      if (rule.assign() != null) {
        Selection selection =
            new Selection(
                new Gates.Situation(
                    rule, rule.assign(), question, matching.lead(), roster.regions(), book),
                roster);
        Rep winner = selection.run();
        candidates.addAll(selection.candidates());
        if (winner != null) {
          return assigned(question, matching, rule, rule.assign(), selection, winner, candidates);
        }
        closed.addAll(selection.closed());
        opens = earlier(opens, selection.opens().orElse(null));
      }
      Outcome end = end(question, matching, rule, closed, opens);
      if (end != null) {
        return decision(
            question,
            matching,
            rule.id(),
            end,
            "assigned",
            Wording.nobody(rule, end, candidates.size()),
            candidates);
      }
    }
    throw new IllegalStateException("a fallback always comes to an end");
  }

  private @Nullable Outcome end(
      Question question,
      Matching matching,
      Rule rule,
      List<String> closed,
      @Nullable Instant opens) {
    String reason = reason(matching, rule, closed);
    return switch (rule.otherwise()) {
      case Otherwise.ToPool(String pool) -> new Outcome.Pooled(pool, reason);
      case Otherwise.Hold hold -> held(reason, closed, opens, question.now());
      case Otherwise.Next next -> null;
      case Otherwise.Fallback fallback -> null;
    };
  }

  private static Outcome held(
      String reason, List<String> closed, @Nullable Instant opens, Instant now) {
    Instant retry = opens == null || opens.isAfter(now) ? opens : now;
    return new Outcome.Held(reason, new LinkedHashSet<>(closed), retry);
  }

  private static String reason(Matching matching, Rule rule, List<String> closed) {
    if (!closed.isEmpty()) {
      return Gates.reason(closed);
    }
    if (rule.assign() != null || matching.chain().size() > 1) {
      return Gates.NOBODY;
    }
    return rule.id().equals(Policy.FALLBACK) ? "no-rule" : "rule";
  }

  private static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return one.isBefore(other) ? one : other;
  }

  private Decision assigned(
      Question question,
      Matching matching,
      Rule rule,
      Rule.Assign assign,
      Selection selection,
      Rep winner,
      List<Candidate> candidates) {
    String team =
        assign.team() == null && !winner.teams().isEmpty()
            ? winner.teams().getFirst()
            : assign.team();
    return decision(
        question,
        matching,
        rule.id(),
        new Outcome.Assigned(winner.id(), team, rule.protect()),
        "assigned",
        Wording.assigned(rule, assign, roster.team(team), selection, winner),
        candidates);
  }

  private Decision decision(
      Question question,
      Matching matching,
      String ruleId,
      Outcome outcome,
      String cause,
      Sentence sentence,
      List<Candidate> candidates) {
    return new Decision(
        question.decisionId(),
        question.leadId(),
        question.epoch(),
        policy.version(),
        roster.version(),
        ruleId,
        outcome,
        cause,
        question.now(),
        question.seed(),
        sentence,
        matching.asked(),
        List.copyOf(candidates));
  }

  /** The reps whose counters a decision may read. */
  public Set<String> concerned(Matching matching, Question question) {
    Set<String> reps = new HashSet<>();
    for (Rule rule : matching.chain()) {
      if (rule.assign() != null) {
        roster.members(rule.assign().team()).forEach(rep -> reps.add(rep.id()));
      }
    }
    if (question.formerOwner() != null) {
      reps.add(question.formerOwner());
    }
    return reps;
  }
}
