package dev.fairlead.assignment.simulation.domain;

import dev.fairlead.assignment.decision.domain.Decision;
import dev.fairlead.assignment.decision.domain.Decision.Candidate;
import dev.fairlead.assignment.decision.domain.Decision.Outcome;
import dev.fairlead.assignment.fairness.domain.Spread;
import dev.fairlead.assignment.roster.domain.Rep;
import dev.fairlead.assignment.roster.domain.Roster;
import dev.fairlead.assignment.simulation.domain.SimulationReport.Line;
import dev.fairlead.assignment.simulation.domain.SimulationReport.Side;
import dev.fairlead.assignment.simulation.domain.SimulationReport.Waits;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Adds up what a stream came to, then and by the other policy. */
final class Tally {

  private final Roster roster;
  private final Sum before = new Sum();
  private final Sum after = new Sum();
  private long leads;
  private long differing;
  private long pooled;
  private long overCapacity;
  private long rateCapped;
  private final Map<String, Long> rules = new TreeMap<>();

  Tally(Roster roster) {
    this.roster = roster;
  }

  /** One side of the comparison. */
  private static final class Sum {
    private long assigned;
    private long waited;
    private long longest;
    private double seconds;
    private final Map<String, Double> reps = new HashMap<>();
    private final Map<String, BigDecimal> values = new HashMap<>();
    private final Map<String, Double> teams = new HashMap<>();
    private final Map<String, Double> segments = new HashMap<>();
    private final Map<String, Map<String, Long>> repSegments = new HashMap<>();

    private void give(Recorded lead, String rep, @Nullable String team, Instant at) {
      assigned++;
      reps.merge(rep, 1.0, Double::sum);
      if (lead.facts().value() != null) {
        values.merge(rep, lead.facts().value(), BigDecimal::add);
      }
      teams.merge(Objects.requireNonNullElse(team, ""), 1.0, Double::sum);
      String segment = Objects.requireNonNullElse(lead.facts().segment(), "");
      segments.merge(segment, 1.0, Double::sum);
      repSegments.computeIfAbsent(rep, r -> new TreeMap<>()).merge(segment, 1L, Long::sum);
      wait(Duration.between(lead.receivedAt(), at));
    }

    private void wait(Duration wait) {
      // what is decided as soon as it is heard of has not waited
      if (wait.compareTo(Duration.ofSeconds(10)) > 0) {
        waited++;
        seconds += wait.toSeconds();
        longest = Math.max(longest, wait.toSeconds());
      }
    }

    private Waits waits() {
      return new Waits(waited, waited == 0 ? 0 : seconds / waited, longest);
    }
  }

  void recorded(Recorded lead) {
    leads++;
    if (lead.repId() != null && lead.assignedAt() != null) {
      before.give(lead, lead.repId(), lead.teamId(), lead.assignedAt());
    }
  }

  void decided(Recorded lead, Decision decision, Instant now) {
    switch (decision.outcome()) {
      case Outcome.Assigned(String rep, String team, var terms) -> {
        after.give(lead, rep, team, now);
        differing += rep.equals(lead.repId()) ? 0 : 1;
        rules.merge(Objects.requireNonNullElse(decision.ruleId(), ""), 1L, Long::sum);
      }
      case Outcome.Pooled gone -> {
        pooled++;
        differing += lead.repId() == null ? 0 : 1;
        rules.merge(Objects.requireNonNullElse(decision.ruleId(), ""), 1L, Long::sum);
      }
      case Outcome.Held held -> {}
    }
    overCapacity += removed(decision, "over-capacity");
    rateCapped += removed(decision, "rate-cap");
  }

  private static int removed(Decision decision, String gate) {
    for (Candidate candidate : decision.candidates()) {
      if (gate.equals(candidate.gate())) {
        return 1;
      }
    }
    return 0;
  }

  SimulationReport report(int waiting) {
    return new SimulationReport(
        leads,
        differing,
        side(before, leads - before.assigned, 0),
        side(after, pooled, waiting),
        overCapacity,
        rateCapped,
        lines(before.reps, after.reps, true),
        lines(before.teams, after.teams, false),
        lines(before.segments, after.segments, false),
        rules);
  }

  private Side side(Sum sum, long toPools, long waiting) {
    Spread spread = Spread.of(sum.reps, weights(sum));
    return new Side(
        sum.assigned, toPools, waiting, sum.waits(), spread.gini(), spread.maxDeviation());
  }

  /** Whoever got something on either side takes part, and everybody of his teams. */
  private Map<String, Double> weights(Sum sum) {
    Map<String, Double> weights = new TreeMap<>();
    for (String id : sum.reps.keySet()) {
      Rep rep = roster.rep(id);
      List<String> teams = rep == null ? List.of() : rep.teams();
      weights.put(id, rep == null ? 1.0 : rep.weight());
      teams.forEach(
          team -> roster.members(team).forEach(mate -> weights.put(mate.id(), mate.weight())));
    }
    return weights;
  }

  private List<Line> lines(Map<String, Double> then, Map<String, Double> now, boolean reps) {
    TreeSet<String> names = new TreeSet<>(then.keySet());
    names.addAll(now.keySet());
    return names.stream()
        .map(
            name ->
                new Line(
                    name,
                    then.getOrDefault(name, 0.0).longValue(),
                    now.getOrDefault(name, 0.0).longValue(),
                    reps ? before.values.getOrDefault(name, BigDecimal.ZERO) : null,
                    reps ? after.values.getOrDefault(name, BigDecimal.ZERO) : null,
                    reps ? after.repSegments.getOrDefault(name, Map.of()) : null))
        .toList();
  }
}
