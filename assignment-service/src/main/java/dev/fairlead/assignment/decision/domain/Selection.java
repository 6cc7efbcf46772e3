package dev.fairlead.assignment.decision.domain;

import dev.fairlead.assignment.decision.domain.Decision.Candidate;
import dev.fairlead.assignment.policy.domain.Rule;
import dev.fairlead.assignment.roster.domain.Rep;
import dev.fairlead.assignment.roster.domain.Roster;
import dev.fairlead.assignment.roster.domain.Team;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One rule's way from its candidates to the one who gets the lead. */
final class Selection {

  private final Gates.Situation situation;
  private final Rule.Assign assign;
  private final Roster roster;
  private final List<Rep> all;
  private final Rotation rotation;
  private final Map<String, @Nullable String> gates = new HashMap<>();
  private final Map<String, Map<String, Double>> numbers = new HashMap<>();
  private @Nullable Rep winner;
  private double figure;

  Selection(Gates.Situation situation, Roster roster) {
    this.situation = situation;
    this.assign = situation.assign();
    this.roster = roster;
    this.all = roster.members(assign.team());
    this.rotation = situation.book().rotation(Decider.rotationId(situation.rule(), roster));
  }

  /** Finds who gets the lead and counts it; null when nobody can take it. */
  @Nullable Rep run() {
    all.forEach(rep -> gates.put(rep.id(), Gates.removing(rep, situation)));
    all.forEach(this::measure);
    List<Rep> left = preferred(standing());
    if (!left.isEmpty()) {
      winner = distribute(left);
      count(winner, left);
    }
    return winner;
  }

  private List<Rep> standing() {
    return all.stream().filter(rep -> gates.get(rep.id()) == null).toList();
  }

  private List<Rep> preferred(List<Rep> standing) {
    if (assign.prefer() == null) {
      return standing;
    }
    var prefer = assign.prefer();
    List<Rep> first =
        standing.stream()
            .filter(
                rep -> prefer.ask(situation.lead(), rep.attributes(), situation.regions()).holds())
            .toList();
    if (first.isEmpty()) {
      return standing;
    }
    standing.stream()
        .filter(rep -> !first.contains(rep))
        .forEach(rep -> gates.put(rep.id(), Gates.NOT_PREFERRED));
    return first;
  }

  private void measure(Rep rep) {
    Map<String, Double> measured = new LinkedHashMap<>();
    measured.put("open", (double) situation.book().open(rep.id()));
    if (rep.capacity() != null) {
      measured.put("capacity", (double) rep.capacity());
    }
    Rule.RateCap cap = assign.rateCap();
    if (cap != null) {
      measured.put(
          "given", (double) situation.book().given(rep.id(), RateWindow.Unit.of(cap.per())));
      measured.put("max", (double) cap.max());
    }
    Rotation.Member member = rotation.member(rep.id());
    if (member != null) {
      measured.put("weight", member.weight());
      measured.put("got", (double) member.got());
      measured.put("calibrated", member.calibrated());
      measured.put("lastTurn", (double) member.lastTurn());
    }
    numbers.put(rep.id(), measured);
  }

  private Rep distribute(List<Rep> left) {
    List<Rep> best =
        switch (assign.strategy()) {
          case ROUND_ROBIN -> longestWaiting(left);
          case WEIGHTED -> longestWaiting(furthestBehind(left));
          case LEAST_LOADED -> longestWaiting(mostRoom(left));
        };
    return best.get(new SplittableRandom(situation.question().seed()).nextInt(best.size()));
  }

  private List<Rep> longestWaiting(List<Rep> reps) {
    long first = reps.stream().mapToLong(this::lastTurn).min().orElse(0);
    return reps.stream().filter(rep -> lastTurn(rep) == first).toList();
  }

  private long lastTurn(Rep rep) {
    Rotation.Member member = rotation.member(rep.id());
    return member == null ? 0 : member.lastTurn();
  }

  private List<Rep> furthestBehind(List<Rep> reps) {
    double weights = reps.stream().mapToDouble(Rep::weight).sum();
    double[] shortfall = new double[reps.size()];
    double[] rate = new double[reps.size()];
    for (int i = 0; i < reps.size(); i++) {
      Rep rep = reps.get(i);
      rate[i] = rep.weight() / weights;
      Rotation.Member member = rotation.member(rep.id());
      double target = rate[i] + (member == null ? 0 : rotation.target(member));
      shortfall[i] = target - (member == null ? 0 : member.had());
      Map<String, Double> measured = numbers.get(rep.id());
      if (measured != null) {
        measured.put("target", target);
        measured.put("shortfall", shortfall[i]);
      }
    }
    List<Integer> due = new Shares(shortfall, rate).due();
    figure = shortfall[due.getFirst()];
    return due.stream().map(reps::get).toList();
  }

  private List<Rep> mostRoom(List<Rep> reps) {
    int most = reps.stream().mapToInt(this::room).max().orElse(0);
    reps.forEach(
        rep -> {
          Map<String, Double> measured = numbers.get(rep.id());
          if (measured != null && rep.capacity() != null) {
            measured.put("room", (double) room(rep));
          }
        });
    figure = most;
    return reps.stream().filter(rep -> room(rep) == most).toList();
  }

  /** Without a capacity there is always more room than with one. */
  private int room(Rep rep) {
    int capacity = rep.capacity() == null ? Integer.MAX_VALUE / 2 : rep.capacity();
    return capacity - situation.book().open(rep.id());
  }

  private void count(Rep chosen, List<Rep> left) {
    Set<String> present = left.stream().map(Rep::id).collect(Collectors.toSet());
    Team team = roster.team(assign.team());
    boolean owed = team != null && team.absence() == Team.Absence.CATCH_UP;
    rotation.give(chosen.id(), present, repId -> !owed || !Gates.isAway(gates.get(repId)));
    situation.book().give(chosen.id());
  }

  /** Everybody who was considered, ordered by id. */
  List<Candidate> candidates() {
    return all.stream()
        .map(
            rep ->
                new Candidate(
                    rep.id(),
                    situation.rule().id(),
                    assign.team(),
                    gates.get(rep.id()),
                    new TreeMap<>(numbers.getOrDefault(rep.id(), Map.of()))))
        .toList();
  }

  /** The gates that stand in the way, one per candidate. */
  List<String> closed() {
    List<String> closed = new ArrayList<>();
    gates.values().forEach(gate -> closed.add(gate == null ? "" : gate));
    closed.removeIf(String::isEmpty);
    return closed;
  }

  /** When the first gate opens by itself. */
  Optional<Instant> opens() {
    return all.stream()
        .flatMap(rep -> Gates.opens(gates.get(rep.id()), rep, situation).stream())
        .min(Instant::compareTo);
  }

  /** How many of the candidates were not away. */
  long onDuty() {
    return gates.values().stream().filter(gate -> !Gates.isAway(gate)).count();
  }

  int size() {
    return all.size();
  }

  /** The number that decided: a shortfall in leads, or room in leads. */
  double figure() {
    return figure;
  }
}
