package dev.fairlead.assignment.decision.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.assignment.decision.domain.Decision.Candidate;
import dev.fairlead.assignment.decision.domain.Decision.Outcome;
import dev.fairlead.assignment.policy.domain.Condition;
import dev.fairlead.assignment.policy.domain.Policy;
import dev.fairlead.assignment.policy.domain.Rule;
import dev.fairlead.assignment.policy.domain.Rule.Otherwise;
import dev.fairlead.assignment.policy.domain.Rule.RateCap;
import dev.fairlead.assignment.policy.domain.Rule.Strategy;
import dev.fairlead.assignment.roster.domain.Rep;
import dev.fairlead.assignment.roster.domain.Roster;
import dev.fairlead.assignment.roster.domain.WorkingHours;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.jspecify.annotations.Nullable;

class DeciderTest {

  private static final WorkingHours AFTERNOONS =
      new WorkingHours(
          Fixtures.SHANGHAI,
          Map.of(
              DayOfWeek.WEDNESDAY,
              List.of(new WorkingHours.Block(LocalTime.of(14, 0), LocalTime.of(18, 0)))),
          Set.of(),
          Set.of());

  @Example
  void everyCandidateAppearsWithTheGateThatRemovedHimOrHisNumbers() {
    Condition eligible = (lead, rep, regions) -> answer(!"trainee".equals(rep.get("id")));
    Condition prefer = (lead, rep, regions) -> answer("best".equals(rep.get("id")));
    WorkingHours always = WorkingHours.always(Fixtures.SHANGHAI);
    Roster roster =
        Fixtures.roster(
            List.of(
                Fixtures.rep("gone", 1, null, always, "left", false),
                Fixtures.rep("pausing", 1, null, always, "active", true),
                Fixtures.rep("trainee", 1),
                Fixtures.rep("full", 1, 2),
                Fixtures.rep("asked", 1),
                Fixtures.rep("other", 1),
                Fixtures.rep("best", 1)));
    Book book = Fixtures.book(roster);
    book.enterOpen("full", 2);
    Policy policy = Fixtures.policy(Fixtures.preferring(eligible, prefer), new Otherwise.Hold());

    Decision decision =
        Fixtures.decide(policy, roster, book, Fixtures.question("l", 1, Set.of("asked"), null));

    assertThat(gates(decision))
        .containsOnly(
            Map.entry("gone", "inactive"),
            Map.entry("pausing", "opted-out"),
            Map.entry("trainee", "not-eligible"),
            Map.entry("full", "over-capacity"),
            Map.entry("asked", "offered-before"),
            Map.entry("other", "not-preferred"),
            Map.entry("best", ""));
    assertThat(decision.outcome()).isEqualTo(new Outcome.Assigned("best", "key-a", Fixtures.TERMS));
    assertThat(decision.candidates())
        .allSatisfy(candidate -> assertThat(candidate.numbers()).containsKeys("open", "got"));
  }

  @Example
  void aLeadHeldForSomebodyOffDutyIsTriedWhenHeComesOnDuty() {
    Roster roster =
        Fixtures.roster(List.of(Fixtures.rep("li", 1, null, AFTERNOONS, "active", false)));
    Policy policy = Fixtures.policy(Fixtures.onDutyNow(), new Otherwise.Hold());

    Decision decision =
        Fixtures.decide(policy, roster, Fixtures.book(roster), Fixtures.question("l", 1));

    assertThat(decision.outcome())
        .isEqualTo(
            new Outcome.Held(
                "off-duty", Set.of("off-duty"), Instant.parse("2026-03-25T06:00:00Z")));
  }

  @Example
  void withoutAnAvailabilityWindowSomebodyOnDutyWithinFiveDaysIsGoodEnough() {
    Roster roster =
        Fixtures.roster(List.of(Fixtures.rep("li", 1, null, AFTERNOONS, "active", false)));
    Policy policy = Fixtures.policy(Fixtures.assign(Strategy.ROUND_ROBIN), new Otherwise.Hold());

    Decision decision =
        Fixtures.decide(policy, roster, Fixtures.book(roster), Fixtures.question("l", 1));

    assertThat(decision.outcome()).isInstanceOf(Outcome.Assigned.class);
  }

  @Property(tries = 100)
  void capsAreNeverExceededAndNoLeadIsWithoutAnOutcome(
      @ForAll @Size(min = 1, max = 5) List<@IntRange(max = 6) Integer> capacities,
      @ForAll @IntRange(min = 1, max = 5) int rate,
      @ForAll @LongRange(min = 0) long seed) {
    List<Rep> reps = new ArrayList<>();
    for (int i = 0; i < capacities.size(); i++) {
      reps.add(Fixtures.rep("r" + i, 1, capacities.get(i)));
    }
    Roster roster = Fixtures.roster(reps);
    Book book = Fixtures.book(roster);
    Policy policy =
        Fixtures.policy(
            Fixtures.assign(Strategy.LEAST_LOADED, new RateCap(ChronoUnit.DAYS, rate)),
            new Otherwise.Hold());
    Map<String, Integer> got = new HashMap<>();
    int held = 0;

    for (int i = 0; i < 30; i++) {
      Decision decision =
          Fixtures.decide(policy, roster, book, Fixtures.question("l" + i, seed ^ i));
      if (decision.outcome() instanceof Outcome.Assigned assigned) {
        got.merge(assigned.repId(), 1, Integer::sum);
      } else {
        held++;
      }
    }

    int room = capacities.stream().mapToInt(capacity -> Math.min(capacity, rate)).sum();
    assertThat(held).isEqualTo(30 - Math.min(30, room));
    reps.forEach(
        rep ->
            assertThat(got.getOrDefault(rep.id(), 0))
                .isLessThanOrEqualTo(Math.min(rep.capacity() == null ? 0 : rep.capacity(), rate)));
  }

  @Example
  void theReasonNamesWhatWillPassByItselfBeforeWhatWillNot() {
    WorkingHours always = WorkingHours.always(Fixtures.SHANGHAI);
    Roster roster =
        Fixtures.roster(
            List.of(
                Fixtures.rep("a", 1, null, always, "left", false),
                Fixtures.rep("b", 1, null, always, "left", false),
                Fixtures.rep("c", 1, 0)));
    Policy policy =
        Fixtures.policy(Fixtures.assign(Strategy.WEIGHTED), new Otherwise.ToPool("east"));

    Decision decision =
        Fixtures.decide(policy, roster, Fixtures.book(roster), Fixtures.question("l", 1));

    assertThat(decision.outcome()).isEqualTo(new Outcome.Pooled("east", "over-capacity"));
  }

  @Example
  void nextAsksTheRulesBelowAndTheFallbackEndsIt() {
    Roster roster = Fixtures.roster(List.of(Fixtures.rep("full", 1, 0)));
    Policy policy =
        Fixtures.policy(
            List.of(
                Fixtures.rule("first", Fixtures.assign(Strategy.WEIGHTED), new Otherwise.Next()),
                Fixtures.rule(
                    "second", Fixtures.assign(Strategy.WEIGHTED), new Otherwise.Fallback())));

    Decision decision =
        Fixtures.decide(policy, roster, Fixtures.book(roster), Fixtures.question("l", 1));

    assertThat(decision.ruleId()).isEqualTo("fallback");
    assertThat(decision.outcome()).isEqualTo(new Outcome.Pooled("public", "over-capacity"));
    assertThat(decision.candidates())
        .extracting(Candidate::ruleId)
        .containsExactly("first", "second");
  }

  @Example
  void theFormerOwnerWinsOverRotationWhileHeIsActiveAndHasRoom() {
    Roster roster = Fixtures.roster(List.of(Fixtures.rep("an", 1), Fixtures.rep("bo", 1, 1)));
    Policy policy = Fixtures.policy(Fixtures.assign(Strategy.ROUND_ROBIN), new Otherwise.Hold());
    Book book = Fixtures.book(roster);

    Decision first =
        Fixtures.decide(policy, roster, book, Fixtures.question("l1", 1, Set.of(), "bo"));
    Decision second =
        Fixtures.decide(policy, roster, book, Fixtures.question("l2", 1, Set.of(), "bo"));

    assertThat(first.cause()).isEqualTo("existing-owner");
    assertThat(first.outcome()).isEqualTo(new Outcome.Assigned("bo", "key-a", Fixtures.TERMS));
    assertThat(second.outcome()).isEqualTo(new Outcome.Assigned("an", "key-a", Fixtures.TERMS));
  }

  @Example
  void aRuleOfAnotherStageIsNotAsked() {
    Roster roster = Fixtures.roster(List.of(Fixtures.rep("an", 1)));
    Rule ae =
        new Rule(
            "ae",
            "ae",
            Condition.ALWAYS,
            "ae",
            Fixtures.assign(Strategy.WEIGHTED),
            Fixtures.TERMS,
            new Otherwise.Hold());

    Decision decision =
        Fixtures.decide(
            Fixtures.policy(List.of(ae)), roster, Fixtures.book(roster), Fixtures.question("l", 1));

    assertThat(decision.rules()).isEmpty();
    assertThat(decision.outcome()).isEqualTo(new Outcome.Pooled("public", "no-rule"));
  }

  @Example
  void theSentenceSaysRuleTeamDutyAndNumbers() {
    WorkingHours always = WorkingHours.always(Fixtures.SHANGHAI);
    Roster roster =
        Fixtures.roster(
            List.of(
                Fixtures.rep("li", 3),
                Fixtures.rep("han", 1),
                Fixtures.rep("mei", 1, null, always, "away", false)));
    Policy policy = Fixtures.policy(Fixtures.assign(Strategy.WEIGHTED), new Otherwise.Hold());

    Decision decision =
        Fixtures.decide(policy, roster, Fixtures.book(roster), Fixtures.question("l", 1));

    assertThat(decision.sentence().zh()).isEqualTo("华东制造业大客户规则 → 大客户A组 3 人中 2 人在岗 → LI差额最大 (0.8)");
    assertThat(decision.sentence().en())
        .isEqualTo("Rule 华东制造业大客户 → 2 of 3 in 大客户A组 on duty → LI: largest shortfall (0.8)");
  }

  private static Map<String, String> gates(Decision decision) {
    Map<String, String> gates = new HashMap<>();
    decision
        .candidates()
        .forEach(candidate -> gates.put(candidate.repId(), orEmpty(candidate.gate())));
    return gates;
  }

  private static String orEmpty(@Nullable String gate) {
    return gate == null ? "" : gate;
  }

  private static Condition.Answer answer(boolean holds) {
    return holds ? Condition.Answer.YES : Condition.Answer.NO;
  }
}
