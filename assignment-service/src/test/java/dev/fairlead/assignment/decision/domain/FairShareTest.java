package dev.fairlead.assignment.decision.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.assignment.decision.domain.Decision.Outcome;
import dev.fairlead.assignment.policy.domain.Policy;
import dev.fairlead.assignment.policy.domain.Rule.Otherwise;
import dev.fairlead.assignment.policy.domain.Rule.Strategy;
import dev.fairlead.assignment.roster.domain.Rep;
import dev.fairlead.assignment.roster.domain.Roster;
import dev.fairlead.assignment.roster.domain.Team;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

/** domain.md, section 2: shares within one lead of the ideal, nobody flooded. */
class FairShareTest {

  private static final Policy WEIGHTED =
      Fixtures.policy(Fixtures.assign(Strategy.WEIGHTED), new Otherwise.Hold());

  @Provide
  Arbitrary<Double> weights() {
    return Arbitraries.oneOf(
        Arbitraries.integers().between(1, 10).map(Integer::doubleValue),
        Arbitraries.of(0.1, 0.5, 1.0, 10.0, 20.0),
        Arbitraries.doubles().between(0.05, 5));
  }

  @Property(tries = 8)
  void tenThousandEqualLeadsDifferFromTheIdealByAtMostOneLeadPerRep(
      @ForAll @Size(min = 1, max = 12) List<@net.jqwik.api.From("weights") Double> weights) {
    Roster roster = Fixtures.roster(team(weights));
    Book book = Fixtures.book(roster);

    Map<String, Integer> got = give(WEIGHTED, roster, book, 10_000);

    double sum = weights.stream().mapToDouble(w -> w).sum();
    roster
        .members(Fixtures.TEAM)
        .forEach(
            rep ->
                assertThat((double) got.getOrDefault(rep.id(), 0))
                    .isBetween(
                        10_000 * rep.weight() / sum - 1 - 1e-6,
                        10_000 * rep.weight() / sum + 1 + 1e-6));
  }

  @Property(tries = 25)
  void atEveryMomentNobodyIsMoreThanOneLeadFromHisShareHoweverUnequalTheWeights(
      @ForAll @Size(min = 2, max = 30) List<@net.jqwik.api.From("weights") Double> weights) {
    Roster roster = Fixtures.roster(team(weights));
    Book book = Fixtures.book(roster);
    double sum = weights.stream().mapToDouble(w -> w).sum();
    Map<String, Integer> got = new HashMap<>();

    for (int n = 1; n <= 400; n++) {
      give(WEIGHTED, roster, book, 1).forEach((rep, leads) -> got.merge(rep, leads, Integer::sum));
      for (Rep rep : roster.members(Fixtures.TEAM)) {
        double off = got.getOrDefault(rep.id(), 0) - n * rep.weight() / sum;
        assertThat(Math.abs(off)).isLessThanOrEqualTo(1 + 1e-6);
      }
    }
  }

  @Example
  void aNewMemberIsNotFlooded() {
    Roster two = Fixtures.roster(List.of(Fixtures.rep("an", 1), Fixtures.rep("bo", 1)));
    Book book = Fixtures.book(two);
    give(WEIGHTED, two, book, 100);
    Roster three =
        Fixtures.roster(
            List.of(Fixtures.rep("an", 1), Fixtures.rep("bo", 1), Fixtures.rep("chi", 1)));
    Fixtures.align(book, three);

    Map<String, Integer> got = give(WEIGHTED, three, book, 30);

    assertThat(got).containsOnly(Map.entry("an", 10), Map.entry("bo", 10), Map.entry("chi", 10));
  }

  @Example
  void aReturningMemberOfANeutralTeamGetsHisShareFromThenOn() {
    Book book = afterAbsence(Team.Absence.NEUTRAL);
    Roster back = Fixtures.roster(List.of(Fixtures.rep("an", 1), Fixtures.rep("bo", 1)));

    Map<String, Integer> got = give(WEIGHTED, back, book, 40);

    assertThat(got.get("bo")).isBetween(19, 21);
  }

  @Example
  void aReturningMemberOfACatchUpTeamIsServedFirst() {
    Book book = afterAbsence(Team.Absence.CATCH_UP);
    Roster back =
        Fixtures.roster(
            List.of(Fixtures.rep("an", 1), Fixtures.rep("bo", 1)), Team.Absence.CATCH_UP);

    Map<String, Integer> got = give(WEIGHTED, back, book, 40);

    assertThat(got).containsOnly(Map.entry("bo", 40));
  }

  @Example
  void aChangedWeightDoesNotReachBackIntoThePast() {
    Roster even = Fixtures.roster(List.of(Fixtures.rep("an", 1), Fixtures.rep("bo", 1)));
    Book book = Fixtures.book(even);
    give(WEIGHTED, even, book, 100);
    Roster uneven = Fixtures.roster(List.of(Fixtures.rep("an", 1), Fixtures.rep("bo", 3)));
    Fixtures.align(book, uneven);

    Map<String, Integer> got = give(WEIGHTED, uneven, book, 40);

    assertThat(got).containsOnly(Map.entry("an", 10), Map.entry("bo", 30));
  }

  @Example
  void roundRobinGivesToWhoHasWaitedLongest() {
    Roster roster = Fixtures.roster(team(List.of(1.0, 5.0, 2.0)));
    Book book = Fixtures.book(roster);
    Policy policy = Fixtures.policy(Fixtures.assign(Strategy.ROUND_ROBIN), new Otherwise.Hold());

    List<String> first = order(policy, roster, book, 3);
    List<String> second = order(policy, roster, book, 3);

    assertThat(first).containsExactlyInAnyOrder("r0", "r1", "r2");
    assertThat(second).isEqualTo(first);
  }

  @Example
  void tiesAreDrawnAndDoNotFollowTheOrderOfTheList() {
    Roster roster = Fixtures.roster(team(List.of(1.0, 1.0, 1.0, 1.0)));
    Map<String, Integer> firsts = new HashMap<>();

    for (int seed = 0; seed < 400; seed++) {
      Decision decision =
          Fixtures.decide(WEIGHTED, roster, Fixtures.book(roster), Fixtures.question("l", seed));
      firsts.merge(((Outcome.Assigned) decision.outcome()).repId(), 1, Integer::sum);
    }

    assertThat(firsts.values()).hasSize(4).allMatch(n -> n > 60);
  }

  @Example
  void leastLoadedGivesToWhoHasMostRoom() {
    Roster roster =
        Fixtures.roster(
            List.of(
                Fixtures.rep("an", 1, 10), Fixtures.rep("bo", 1, 5), Fixtures.rep("chi", 1, 9)));
    Book book = Fixtures.book(roster);
    book.enterOpen("an", 4);
    Policy policy = Fixtures.policy(Fixtures.assign(Strategy.LEAST_LOADED), new Otherwise.Hold());

    List<String> order = order(policy, roster, book, 4);

    assertThat(order.subList(0, 3)).containsOnly("chi");
  }

  private static Book afterAbsence(Team.Absence absence) {
    Roster away =
        Fixtures.roster(
            List.of(
                Fixtures.rep("an", 1),
                Fixtures.rep(
                    "bo",
                    1,
                    null,
                    dev.fairlead.assignment.roster.domain.WorkingHours.always(Fixtures.SHANGHAI),
                    "away",
                    false)),
            absence);
    Book book = Fixtures.book(away);
    give(WEIGHTED, away, book, 100);
    return book;
  }

  private static List<Rep> team(List<Double> weights) {
    List<Rep> reps = new ArrayList<>();
    for (int i = 0; i < weights.size(); i++) {
      reps.add(Fixtures.rep("r" + i, weights.get(i)));
    }
    return reps;
  }

  private static Map<String, Integer> give(Policy policy, Roster roster, Book book, int leads) {
    Map<String, Integer> got = new HashMap<>();
    order(policy, roster, book, leads).forEach(rep -> got.merge(rep, 1, Integer::sum));
    return got;
  }

  private static List<String> order(Policy policy, Roster roster, Book book, int leads) {
    List<String> order = new ArrayList<>();
    for (int i = 0; i < leads; i++) {
      Decision decision = Fixtures.decide(policy, roster, book, Fixtures.question("l" + i, 7L * i));
      order.add(((Outcome.Assigned) decision.outcome()).repId());
    }
    return order;
  }
}
