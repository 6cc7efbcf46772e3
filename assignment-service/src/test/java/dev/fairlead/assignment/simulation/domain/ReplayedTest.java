package dev.fairlead.assignment.simulation.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.assignment.decision.domain.Decider;
import dev.fairlead.assignment.decision.domain.LeadFacts;
import dev.fairlead.assignment.policy.domain.Condition;
import dev.fairlead.assignment.policy.domain.Policy;
import dev.fairlead.assignment.policy.domain.Rule;
import dev.fairlead.assignment.policy.domain.Rule.Assign;
import dev.fairlead.assignment.policy.domain.Rule.Otherwise;
import dev.fairlead.assignment.policy.domain.Rule.RateCap;
import dev.fairlead.assignment.policy.domain.Rule.Strategy;
import dev.fairlead.assignment.roster.domain.RegionTree;
import dev.fairlead.assignment.roster.domain.Rep;
import dev.fairlead.assignment.roster.domain.Roster;
import dev.fairlead.assignment.roster.domain.Team;
import dev.fairlead.assignment.roster.domain.WorkingHours;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ReplayedTest {

  private static final Instant START = Instant.parse("2026-03-25T02:00:00Z");
  private static final Rule.Protect TERMS =
      new Rule.Protect("P10D", "P3D", "P20D", null, "calendar");

  @Test
  void whoWouldHaveGotWhatStandsBesideWhoGotIt() {
    Replayed replayed = new Replayed(decider(List.of(), null, null));

    for (int i = 0; i < 40; i++) {
      replayed.next(lead(i, "an", Duration.ofDays(2)));
    }
    SimulationReport report = replayed.end();

    assertThat(report.leads()).isEqualTo(40);
    assertThat(report.before().assigned()).isEqualTo(40);
    assertThat(report.before().maxDeviation()).isEqualTo(20);
    assertThat(report.before().gini()).isEqualTo(0.5);
    assertThat(report.after().maxDeviation()).isZero();
    assertThat(report.after().gini()).isZero();
    assertThat(report.differing()).isEqualTo(20);
    assertThat(report.reps())
        .extracting(SimulationReport.Line::name, SimulationReport.Line::after)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("an", 20L),
            org.assertj.core.groups.Tuple.tuple("bo", 20L));
  }

  @Test
  void capacityIsHeldUntilTheLeadIsLeftAndTheOthersWait() {
    Replayed replayed = new Replayed(decider(List.of(), 1, 1));

    for (int i = 0; i < 4; i++) {
      replayed.next(lead(i, "an", Duration.ofHours(1)));
    }
    replayed.next(lead(60 * 24, "an", Duration.ofHours(1)));
    SimulationReport report = replayed.end();

    assertThat(report.after().assigned()).isEqualTo(5);
    assertThat(report.after().waits().leads()).isEqualTo(2);
    assertThat(report.after().waits().longestSeconds()).isBetween(3000L, 3900L);
    assertThat(report.overCapacity()).isPositive();
  }

  @Test
  void rateCapsBeginAnewWithTheDay() {
    Replayed replayed = new Replayed(decider(List.of(new RateCap(ChronoUnit.DAYS, 1)), null, null));

    for (int day = 0; day < 3; day++) {
      for (int i = 0; i < 5; i++) {
        replayed.next(lead(day * 24 * 60 + i, "an", null));
      }
    }
    SimulationReport report = replayed.end();

    assertThat(report.after().assigned()).isEqualTo(6);
    assertThat(report.after().waiting()).isEqualTo(9);
    assertThat(report.rateCapped()).isPositive();
  }

  private static Recorded lead(int minute, String rep, @Nullable Duration held) {
    LeadFacts facts =
        new LeadFacts(
            "form",
            null,
            null,
            null,
            List.of(),
            null,
            null,
            null,
            null,
            "s",
            null,
            new BigDecimal("10"),
            null,
            null,
            null,
            null,
            Map.of(),
            null);
    Instant at = START.plus(Duration.ofMinutes(minute));
    return new Recorded("l" + minute, facts, at, rep, "team", at, false, held);
  }

  private static Decider decider(
      List<RateCap> caps, @Nullable Integer anCapacity, @Nullable Integer boCapacity) {
    Roster roster =
        new Roster(
            1,
            List.of(new Team("team", "Team", Team.Absence.NEUTRAL, null, List.of())),
            List.of(rep("an", anCapacity), rep("bo", boCapacity)),
            RegionTree.NONE);
    Assign assign =
        new Assign(
            "team",
            Condition.ALWAYS,
            null,
            Strategy.WEIGHTED,
            true,
            caps,
            Assign.LONGEST_AVAILABILITY,
            null);
    Rule rule = new Rule("r", "r", Condition.ALWAYS, null, assign, TERMS, new Otherwise.Hold());
    Rule fallback =
        new Rule(
            Policy.FALLBACK,
            Policy.FALLBACK,
            Condition.ALWAYS,
            null,
            null,
            TERMS,
            new Otherwise.ToPool("p"));
    return new Decider(
        new Policy(0, "p", List.of(rule), fallback, Policy.ExistingOwner.KEEP), roster);
  }

  private static Rep rep(String id, @Nullable Integer capacity) {
    return new Rep(
        id,
        id,
        List.of("team"),
        List.of(),
        capacity,
        1,
        WorkingHours.always(ZoneOffset.UTC),
        "active",
        false,
        Map.of("id", id));
  }
}
