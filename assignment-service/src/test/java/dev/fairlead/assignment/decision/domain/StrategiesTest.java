package dev.fairlead.assignment.decision.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.assignment.decision.domain.Decision.Helper;
import dev.fairlead.assignment.decision.domain.Decision.Outcome;
import dev.fairlead.assignment.policy.domain.Condition;
import dev.fairlead.assignment.policy.domain.NamedReps;
import dev.fairlead.assignment.policy.domain.Policy;
import dev.fairlead.assignment.policy.domain.Rule;
import dev.fairlead.assignment.policy.domain.Rule.Assign;
import dev.fairlead.assignment.policy.domain.Rule.Otherwise;
import dev.fairlead.assignment.policy.domain.Rule.Strategy;
import dev.fairlead.assignment.roster.domain.Rep;
import dev.fairlead.assignment.roster.domain.Roster;
import dev.fairlead.assignment.roster.domain.Team;
import dev.fairlead.assignment.roster.domain.WorkingHours;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.jspecify.annotations.Nullable;

class StrategiesTest {

  private static final Roster THREE =
      Fixtures.roster(
          List.of(Fixtures.rep("an", 1), Fixtures.rep("bo", 1), Fixtures.rep("chi", 1)));

  @Example
  void whoeverWinsMoreGetsMoreButNeverMoreThanTwiceHisWeight() {
    Book book = new Book();
    book.enterResults("an", Book.ALL_SEGMENTS, new Results(400, 400));
    book.enterResults("bo", Book.ALL_SEGMENTS, new Results(40, 400));
    book.enterResults("chi", Book.ALL_SEGMENTS, new Results(0, 400));
    Policy policy = Fixtures.policy(Fixtures.assign(Strategy.PERFORMANCE), new Otherwise.Hold());
    Rotations.align(policy.rules().getFirst(), THREE, book);

    Map<String, Integer> got = give(policy, THREE, book, 300);

    assertThat(got.get("an")).isEqualTo(200);
    assertThat(got.get("bo")).isEqualTo(50);
    assertThat(got.get("chi")).isEqualTo(50);
  }

  @Example
  void aLuckyStartDoesNotDecide() {
    double lucky = Performance.factor(new Results(1, 1), new Results(100, 1000));
    double proven = Performance.factor(new Results(200, 1000), new Results(1000, 10000));

    assertThat(lucky).isBetween(1.0, 1.5);
    assertThat(proven).isGreaterThan(lucky);
  }

  @Example
  void bestMatchPrefersWhoWinsInTheSegmentAndKeepsAFloorForTheOthers() {
    Book book = new Book();
    book.enterResults("an", Book.ALL_SEGMENTS, new Results(100, 1000));
    book.enterResults("an", "大客户", new Results(90, 100));
    book.enterResults("bo", Book.ALL_SEGMENTS, new Results(100, 1000));
    book.enterResults("bo", "大客户", new Results(1, 100));
    book.enterResults("chi", Book.ALL_SEGMENTS, new Results(100, 1000));
    book.enterResults("chi", "大客户", new Results(1, 100));
    Policy policy = Fixtures.policy(Fixtures.assign(Strategy.BEST_MATCH), new Otherwise.Hold());
    Rotations.align(policy.rules().getFirst(), THREE, book);

    Map<String, Integer> got = give(policy, THREE, book, 300, "大客户");

    assertThat(got.get("an")).isGreaterThan(200);
    assertThat(got.get("bo")).isGreaterThanOrEqualTo(24);
    assertThat(got.get("chi")).isGreaterThanOrEqualTo(24);
  }

  @Property(tries = 200)
  void aDrawnRateIsAlwaysAShare(@ForAll long seed, @ForAll @LongRange(max = 500) long won) {
    double draw =
        BestMatch.draw(
            new Results(won, 500),
            new Results(won, 600),
            new Results(0, 0),
            new java.util.SplittableRandom(seed));

    assertThat(draw).isBetween(0.0, 1.0);
  }

  @Example
  void whoWasFirstInContactGetsTheLeadEvenIfOthersHaveWaitedLonger() {
    Policy policy = Fixtures.policy(Fixtures.assign(Strategy.FIRST_TOUCH), new Otherwise.Hold());
    Book book = Fixtures.book(THREE);
    Map<String, Instant> touched =
        Map.of(
            "bo", Fixtures.NOW.minusSeconds(60),
            "chi", Fixtures.NOW.minusSeconds(600),
            "gone", Fixtures.NOW.minusSeconds(6000));

    for (int i = 0; i < 3; i++) {
      Decision decision = Fixtures.decide(policy, THREE, book, question("l" + i, null, touched));
      assertThat(repOf(decision)).isEqualTo("chi");
      assertThat(decision.sentence().zh()).endsWith("CHI最先接触");
    }
  }

  @Example
  void withoutAnyContactFirstTouchGoesToWhoHasWaitedLongest() {
    Policy policy = Fixtures.policy(Fixtures.assign(Strategy.FIRST_TOUCH), new Otherwise.Hold());

    Map<String, Integer> got = give(policy, THREE, Fixtures.book(THREE), 9);

    assertThat(got).containsOnly(Map.entry("an", 3), Map.entry("bo", 3), Map.entry("chi", 3));
  }

  @Example
  void theOwnerOfTheSameCompanyComesBeforeRotationUnlessThePolicySaysPersonOnly() {
    Policy keep = Fixtures.policy(Fixtures.assign(Strategy.ROUND_ROBIN), new Otherwise.Hold());
    Policy person = new Policy(1, "p", keep.rules(), keep.fallback(), Policy.ExistingOwner.PERSON);

    Decision kept =
        Fixtures.decide(keep, THREE, Fixtures.book(THREE), question("l", "bo", Map.of()));
    Set<String> rotated = new java.util.HashSet<>();
    for (int i = 0; i < 40; i++) {
      rotated.add(
          repOf(
              Fixtures.decide(
                  person, THREE, Fixtures.book(THREE), question("l" + i, "bo", Map.of()))));
    }

    assertThat(repOf(kept)).isEqualTo("bo");
    assertThat(kept.cause()).isEqualTo("existing-owner");
    assertThat(kept.sentence().zh()).isEqualTo("同公司负责人优先 → BO");
    assertThat(rotated).containsExactlyInAnyOrder("an", "bo", "chi");
  }

  @Example
  void aPenaltyLowersTheShareForWhatComesAndNotForWhatWas() {
    Book book = Fixtures.book(THREE);
    Policy policy = Fixtures.policy(Fixtures.assign(Strategy.WEIGHTED), new Otherwise.Hold());
    give(policy, THREE, book, 30);
    book.enterFactor("an", 0.5);
    Rotations.align(policy.rules().getFirst(), THREE, book);

    Map<String, Integer> got = give(policy, THREE, book, 50);

    assertThat(got).containsOnly(Map.entry("an", 10), Map.entry("bo", 20), Map.entry("chi", 20));
  }

  @Example
  void helpersTakeTurnsAndAreNeverTheOwner() {
    Assign assign =
        new Assign(
            Fixtures.TEAM,
            new NamedReps(Set.of("an")),
            null,
            Strategy.ROUND_ROBIN,
            true,
            List.of(),
            Assign.LONGEST_AVAILABILITY,
            new Rule.Helpers(null, Condition.ALWAYS, 1, "write"));
    Policy policy = Fixtures.policy(assign, new Otherwise.Hold());
    Book book = new Book();
    Rotations.align(policy.rules().getFirst(), THREE, book);
    List<Helper> helpers = new ArrayList<>();

    for (int i = 0; i < 4; i++) {
      Decision decision = Fixtures.decide(policy, THREE, book, Fixtures.question("l" + i, i));
      assertThat(repOf(decision)).isEqualTo("an");
      helpers.addAll(decision.helpers());
    }

    assertThat(helpers)
        .containsExactlyInAnyOrder(
            new Helper("bo", "write"),
            new Helper("chi", "write"),
            new Helper("bo", "write"),
            new Helper("chi", "write"));
  }

  @Example
  void aStageIsDecidedByItsOwnRulesAndItsOwnPeople() {
    WorkingHours always = WorkingHours.always(Fixtures.SHANGHAI);
    Rep sdr = staged("sdr", "sdr", always);
    Rep ae = staged("ae", "ae", always);
    Roster roster = Fixtures.roster(List.of(sdr, ae));
    Rule rule =
        new Rule(
            "to-ae",
            "签约",
            Condition.ALWAYS,
            "ae",
            Fixtures.assign(Strategy.WEIGHTED),
            Fixtures.TERMS,
            new Otherwise.Hold());
    Policy policy = Fixtures.policy(List.of(rule));
    Question question =
        new Question("d", "l", 3, LeadFacts.NONE, "ae", Set.of(), "sdr", Fixtures.NOW, 1);

    Decision decision = Fixtures.decide(policy, roster, Fixtures.book(roster), question);

    assertThat(repOf(decision)).isEqualTo("ae");
    assertThat(decision.cause()).isEqualTo("handed-off");
    assertThat(decision.candidates())
        .anySatisfy(
            candidate -> {
              assertThat(candidate.repId()).isEqualTo("sdr");
              assertThat(candidate.gate()).isEqualTo("not-eligible");
            });
  }

  @Example
  void aLeadThatWasNoneIsGivenBackAsIfItHadNotBeenGiven() {
    Book book = Fixtures.book(THREE);
    Policy policy = Fixtures.policy(Fixtures.assign(Strategy.WEIGHTED), new Otherwise.Hold());
    give(policy, THREE, book, 30);
    book.rotation(Fixtures.TEAM).takeBack("bo");
    book.rotation(Fixtures.TEAM).takeBack("bo");

    Map<String, Integer> got = give(policy, THREE, book, 2);

    assertThat(got).containsOnly(Map.entry("bo", 2));
  }

  private static Rep staged(String id, String role, WorkingHours hours) {
    return new Rep(
        id,
        id,
        List.of(Fixtures.TEAM),
        List.of(role),
        null,
        1,
        hours,
        "active",
        false,
        Map.of("id", id));
  }

  private static Question question(
      String lead, @Nullable String companyOwner, Map<String, Instant> touched) {
    return new Question(
        "d-" + lead,
        lead,
        0,
        LeadFacts.NONE,
        null,
        Set.of(),
        null,
        companyOwner,
        touched,
        Fixtures.NOW,
        lead.hashCode());
  }

  private static String repOf(Decision decision) {
    return ((Outcome.Assigned) decision.outcome()).repId();
  }

  private static Map<String, Integer> give(Policy policy, Roster roster, Book book, int leads) {
    return give(policy, roster, book, leads, null);
  }

  private static Map<String, Integer> give(
      Policy policy, Roster roster, Book book, int leads, @Nullable String segment) {
    LeadFacts facts =
        new LeadFacts(
            null, null, null, null, List.of(), null, null, null, null, segment, null, null, null,
            null, null, null, Map.of(), null);
    Decider decider = new Decider(policy, roster);
    Map<String, Integer> got = new HashMap<>();
    for (int i = 0; i < leads; i++) {
      Question question =
          new Question("d" + i, "l" + i, 0, facts, null, Set.of(), null, Fixtures.NOW, 31L * i);
      Decision decision = decider.decide(question, decider.match(question), book);
      got.merge(repOf(decision), 1, Integer::sum);
    }
    assertThat(roster.team(Fixtures.TEAM)).extracting(Team::id).isEqualTo(Fixtures.TEAM);
    return got;
  }
}
