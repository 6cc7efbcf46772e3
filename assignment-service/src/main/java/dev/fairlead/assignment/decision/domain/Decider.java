package dev.fairlead.assignment.decision.domain;

import dev.fairlead.assignment.decision.domain.Decision.Candidate;
import dev.fairlead.assignment.decision.domain.Decision.Helper;
import dev.fairlead.assignment.decision.domain.Decision.Outcome;
import dev.fairlead.assignment.decision.domain.Decision.Sentence;
import dev.fairlead.assignment.policy.domain.Condition;
import dev.fairlead.assignment.policy.domain.Policy;
import dev.fairlead.assignment.policy.domain.Rule;
import dev.fairlead.assignment.policy.domain.Rule.Otherwise;
import dev.fairlead.assignment.roster.domain.Rep;
import dev.fairlead.assignment.roster.domain.Roster;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decides on leads by a policy and a roster. The same question, with the same counters, always gets
 * the same answer: nothing here reads a clock or draws a number that was not passed in. One decider
 * serves any number of threads, each with a book of its own; it is worth keeping, because it knows
 * which rules and candidates go with what.
 */
public final class Decider {

  private static final String NEW_LEADS = "";

  private final Policy policy;
  private final Roster roster;
  private final Map<String, RuleIndex> rules = new HashMap<>();
  private final IdentityHashMap<Rule, Crew> crews = new IdentityHashMap<>();
  private final IdentityHashMap<Rule, Crew> helpers = new IdentityHashMap<>();

  /** A decider by this policy over this roster. */
  public Decider(Policy policy, Roster roster) {
    this.policy = policy;
    this.roster = roster;
    Map<String, List<Rule>> byStage = new HashMap<>();
    for (Rule rule : policy.rules()) {
      byStage.computeIfAbsent(stage(rule.stage()), stage -> new ArrayList<>()).add(rule);
      prepare(rule);
    }
    prepare(policy.fallback());
    byStage.forEach((stage, some) -> rules.put(stage, new RuleIndex(some, roster.regions())));
  }

  private void prepare(Rule rule) {
    Rule.Assign assign = rule.assign();
    if (assign == null) {
      return;
    }
    crews.put(rule, Crew.of(rule, assign, roster));
    Rule.Helpers wanted = assign.helpers();
    if (wanted != null) {
      helpers.put(rule, new Crew(wanted.team(), null, wanted.eligible(), null, roster));
    }
  }

  private static String stage(@Nullable String stage) {
    return stage == null ? NEW_LEADS : stage;
  }

  /** The roster that is decided over. */
  public Roster roster() {
    return roster;
  }

  /** The policy that is decided by. */
  public Policy policy() {
    return policy;
  }

  /** Finds the rules that may decide on a lead; needs no counters. */
  public Matching match(Question question) {
    Map<String, Object> lead = question.facts().view(roster.regions(), question.stage());
    RuleIndex index = rules.get(stage(question.stage()));
    RuleIndex.Found found =
        index == null
            ? new RuleIndex.Found(List.of(), new ArrayList<>(1))
            : index.find(lead, new Condition.World(question.now(), roster));
    List<Rule> chain = found.chain();
    if (chain.isEmpty() || leadsToFallback(chain.getLast())) {
      chain.add(policy.fallback());
    }
    return new Matching(lead, found.asked(), Collections.unmodifiableList(chain));
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
    Decision kept = existingOwner(question, matching, book);
    return kept == null ? byRules(question, matching, book, null) : kept;
  }

  /** Decides as if no gate stood in the way of one rep, and nobody had been the owner before. */
  public Decision waiving(String repId, Question question, Matching matching, Book book) {
    return byRules(question, matching, book, repId);
  }

  private @Nullable Decision existingOwner(Question question, Matching matching, Book book) {
    if (question.stage() != null) {
      return null;
    }
    Decision kept =
        switch (policy.existingOwner()) {
          case KEEP, PERSON -> kept(question, matching, book, question.formerOwner(), false);
          case ROTATE -> null;
        };
    boolean company = policy.existingOwner() == Policy.ExistingOwner.KEEP;
    return kept != null || !company
        ? kept
        : kept(question, matching, book, question.companyOwner(), true);
  }

  private @Nullable Decision kept(
      Question question,
      Matching matching,
      Book book,
      @Nullable String ownerId,
      boolean sameCompany) {
    Rep owner = roster.rep(ownerId);
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
        Wording.existingOwner(owner, sameCompany),
        List.of(candidate),
        List.of());
  }

  private Decision byRules(
      Question question, Matching matching, Book book, @Nullable String waived) {
    Condition.World world = new Condition.World(question.now(), roster);
    List<Candidate> candidates = new ArrayList<>();
    List<String> closed = new ArrayList<>();
    @Nullable Instant opens = null;
    for (Rule rule : matching.chain()) {
      if (rule.assign() != null) {
        Selection selection =
            selection(rule, rule.assign(), question, matching, book, world, waived);
        Rep winner = selection.run(world);
        selection.tell(candidates);
        if (winner != null) {
          return assigned(
              question, matching, rule, rule.assign(), selection, winner, candidates, book);
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
            cause(question),
            Wording.nobody(rule, end, candidates.size()),
            candidates,
            List.of());
      }
    }
    throw new IllegalStateException("a fallback always comes to an end");
  }

  private Selection selection(
      Rule rule,
      Rule.Assign assign,
      Question question,
      Matching matching,
      Book book,
      Condition.World world,
      @Nullable String waived) {
    Crew crew = Objects.requireNonNull(crews.get(rule), "a rule of another policy");
    return new Selection(
        new Gates.Situation(
            rule,
            assign,
            crew,
            question,
            matching.lead(),
            crew.eligible(matching.lead(), world),
            book,
            waived),
        roster);
  }

  private static String cause(Question question) {
    return question.stage() == null ? "assigned" : "handed-off";
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
      List<Candidate> candidates,
      Book book) {
    String team =
        assign.team() == null && !winner.teams().isEmpty()
            ? winner.teams().getFirst()
            : assign.team();
    List<Rep> along = helpers(question, matching, rule, assign, winner, book);
    return decision(
        question,
        matching,
        rule.id(),
        new Outcome.Assigned(winner.id(), team, rule.protect()),
        cause(question),
        Wording.assigned(rule, assign, roster.team(team), selection, winner, along),
        candidates,
        helpers(assign.helpers(), along));
  }

  private List<Rep> helpers(
      Question question, Matching matching, Rule rule, Rule.Assign assign, Rep winner, Book book) {
    Crew crew = helpers.get(rule);
    Rule.Helpers wanted = assign.helpers();
    if (crew == null || wanted == null) {
      return List.of();
    }
    Rotation rotation = book.rotation(Rotations.helpersOf(rule, wanted, roster));
    return new Support(crew, wanted, rotation)
        .choose(
            question, matching.lead(), winner, new Condition.World(question.now(), roster), assign);
  }

  private static List<Helper> helpers(Rule.@Nullable Helpers wanted, List<Rep> along) {
    return wanted == null
        ? List.of()
        : along.stream().map(rep -> new Helper(rep.id(), wanted.access())).toList();
  }

  private Decision decision(
      Question question,
      Matching matching,
      String ruleId,
      Outcome outcome,
      String cause,
      Sentence sentence,
      List<Candidate> candidates,
      List<Helper> along) {
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
        Collections.unmodifiableList(candidates),
        along);
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
    if (question.companyOwner() != null) {
      reps.add(question.companyOwner());
    }
    return reps;
  }
}
