package dev.fairlead.assignment.decision.domain;

import dev.fairlead.assignment.policy.domain.Condition;
import dev.fairlead.assignment.policy.domain.Policy;
import dev.fairlead.assignment.policy.domain.Rule;
import dev.fairlead.assignment.policy.domain.Rule.Assign;
import dev.fairlead.assignment.policy.domain.Rule.Otherwise;
import dev.fairlead.assignment.policy.domain.Rule.Protect;
import dev.fairlead.assignment.policy.domain.Rule.RateCap;
import dev.fairlead.assignment.policy.domain.Rule.Strategy;
import dev.fairlead.assignment.roster.domain.RegionTree;
import dev.fairlead.assignment.roster.domain.Rep;
import dev.fairlead.assignment.roster.domain.Roster;
import dev.fairlead.assignment.roster.domain.Team;
import dev.fairlead.assignment.roster.domain.WorkingHours;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A small world to decide in: one team, one rule, a pool to fall back to. */
final class Fixtures {

  static final Instant NOW =
      Instant.parse("2026-03-25T02:00:00Z"); // a Wednesday, 10:00 in Shanghai
  static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
  static final String TEAM = "key-a";
  static final Protect TERMS = new Protect("P10D", "P3D", "P20D", null, "calendar");

  private Fixtures() {}

  static Rep rep(String id, double weight) {
    return rep(id, weight, null, WorkingHours.always(SHANGHAI), "active", false);
  }

  static Rep rep(String id, double weight, @Nullable Integer capacity) {
    return rep(id, weight, capacity, WorkingHours.always(SHANGHAI), "active", false);
  }

  static Rep rep(
      String id,
      double weight,
      @Nullable Integer capacity,
      WorkingHours hours,
      String status,
      boolean optedOut) {
    return new Rep(
        id,
        id.toUpperCase(java.util.Locale.ROOT),
        List.of(TEAM),
        List.of(),
        capacity,
        weight,
        hours,
        status,
        optedOut,
        Map.of("id", id));
  }

  static Roster roster(List<Rep> reps) {
    return roster(reps, Team.Absence.NEUTRAL);
  }

  static Roster roster(List<Rep> reps, Team.Absence absence) {
    return new Roster(
        1, List.of(new Team(TEAM, "大客户A组", absence, null, List.of())), reps, RegionTree.NONE);
  }

  static Assign assign(Strategy strategy) {
    return new Assign(
        TEAM, Condition.ALWAYS, null, strategy, true, List.of(), Assign.LONGEST_AVAILABILITY, null);
  }

  static Assign assign(Strategy strategy, RateCap cap) {
    return new Assign(
        TEAM,
        Condition.ALWAYS,
        null,
        strategy,
        true,
        List.of(cap),
        Assign.LONGEST_AVAILABILITY,
        null);
  }

  static Assign onDutyNow() {
    return new Assign(
        TEAM, Condition.ALWAYS, null, Strategy.ROUND_ROBIN, true, List.of(), Duration.ZERO, null);
  }

  static Assign preferring(Condition eligible, Condition prefer) {
    return new Assign(
        TEAM,
        eligible,
        prefer,
        Strategy.ROUND_ROBIN,
        true,
        List.of(),
        Assign.LONGEST_AVAILABILITY,
        null);
  }

  static Policy policy(Assign assign, Otherwise otherwise) {
    return policy(List.of(rule("only", assign, otherwise)));
  }

  static Policy policy(List<Rule> rules) {
    Rule fallback =
        new Rule(
            Policy.FALLBACK,
            Policy.FALLBACK,
            Condition.ALWAYS,
            null,
            null,
            TERMS,
            new Otherwise.ToPool("public"));
    return new Policy(1, "test", rules, fallback, Policy.ExistingOwner.KEEP);
  }

  static Rule rule(String id, @Nullable Assign assign, Otherwise otherwise) {
    return new Rule(id, "华东制造业大客户", Condition.ALWAYS, null, assign, TERMS, otherwise);
  }

  static Question question(String leadId, long seed) {
    return question(leadId, seed, Set.of(), null);
  }

  static Question question(
      String leadId, long seed, Set<String> excluded, @Nullable String formerOwner) {
    return new Question(
        "d-" + leadId, leadId, 0, LeadFacts.NONE, null, excluded, formerOwner, NOW, seed);
  }

  static Book book(Roster roster) {
    Book book = new Book();
    align(book, roster);
    return book;
  }

  /** Has the team's rotation take over who is in it. */
  static void align(Book book, Roster roster) {
    book.rotation(TEAM)
        .align(
            roster.inRotation(TEAM).stream()
                .map(rep -> new Rotation.Share(rep.id(), rep.weight()))
                .toList());
  }

  static Decision decide(Policy policy, Roster roster, Book book, Question question) {
    Decider decider = new Decider(policy, roster);
    return decider.decide(question, decider.match(question), book);
  }
}
