package dev.fairlead.assignment.decision.domain;

import dev.fairlead.assignment.decision.domain.Numbers.Name;
import dev.fairlead.assignment.roster.domain.Rep;
import dev.fairlead.assignment.roster.domain.Roster;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Who of those that can take the lead gets it. Each way of distributing narrows them down; what is
 * left equal goes to who has waited longest, then to the recorded seed: the order of a list never
 * decides.
 */
final class Distribution {

  private final Gates.Situation situation;
  private final Rotation rotation;
  private final Roster roster;
  private final int[] left;
  private final int[] slots;
  private final Numbers[] numbers;
  private double figure;

  /**
   * A distribution.
   *
   * @param left places of those who can take the lead; at least one
   * @param slots in the rotation, by place; -1 for none
   * @param numbers what they were measured by, by place, which is added to
   */
  Distribution(
      Gates.Situation situation,
      Rotation rotation,
      Roster roster,
      int[] left,
      int[] slots,
      Numbers[] numbers) {
    this.situation = situation;
    this.rotation = rotation;
    this.roster = roster;
    this.left = left;
    this.slots = slots;
    this.numbers = numbers;
  }

  /** The place of who gets it. */
  int winner() {
    SplittableRandom random = new SplittableRandom(situation.question().seed());
    int[] best =
        switch (situation.assign().strategy()) {
          case ROUND_ROBIN -> longestWaiting(left);
          case WEIGHTED, PERFORMANCE -> longestWaiting(furthestBehind(left));
          case LEAST_LOADED -> longestWaiting(mostRoom());
          case BEST_MATCH -> longestWaiting(bestMatch(random));
          case FIRST_TOUCH -> longestWaiting(firstInContact());
        };
    return best.length == 1 ? best[0] : best[random.nextInt(best.length)];
  }

  /** The number that decided. */
  double figure() {
    return figure;
  }

  private int[] longestWaiting(int[] places) {
    long first = Long.MAX_VALUE;
    for (int place : places) {
      first = Math.min(first, lastTurn(place));
    }
    long longest = first;
    return Arrays.stream(places).filter(place -> lastTurn(place) == longest).toArray();
  }

  private long lastTurn(int place) {
    return slots[place] < 0 ? 0 : rotation.at(slots[place]).lastTurn();
  }

  private double weight(int place) {
    return slots[place] < 0 ? rep(place).weight() : rotation.at(slots[place]).weight();
  }

  private Rep rep(int place) {
    return situation.rep(place);
  }

  private int[] furthestBehind(int[] places) {
    double weights = 0;
    for (int place : places) {
      weights += weight(place);
    }
    double[] shortfall = new double[places.length];
    double[] rate = new double[places.length];
    for (int i = 0; i < places.length; i++) {
      int place = places[i];
      rate[i] = weight(place) / weights;
      Rotation.Member member = slots[place] < 0 ? null : rotation.at(slots[place]);
      double target = rate[i] + (member == null ? 0 : rotation.target(member));
      shortfall[i] = target - (member == null ? 0 : member.had());
      numbers[place].put(Name.TARGET, target);
      numbers[place].put(Name.SHORTFALL, shortfall[i]);
    }
    List<Integer> due = new Shares(shortfall, rate).due();
    figure = shortfall[due.getFirst()];
    return due.stream().mapToInt(i -> places[i]).toArray();
  }

  private int[] mostRoom() {
    int most = Integer.MIN_VALUE;
    for (int place : left) {
      most = Math.max(most, room(place));
      if (rep(place).capacity() != null) {
        numbers[place].put(Name.ROOM, room(place));
      }
    }
    figure = most;
    int room = most;
    return Arrays.stream(left).filter(place -> room(place) == room).toArray();
  }

  /** Without a capacity there is always more room than with one. */
  private int room(int place) {
    Integer capacity = rep(place).capacity();
    int most = capacity == null ? Integer.MAX_VALUE / 2 : capacity;
    return most - situation.book().open(rep(place).id());
  }

  private int[] bestMatch(SplittableRandom random) {
    int[] hungry = belowTheFloor();
    if (hungry.length > 0) {
      return furthestBehind(hungry);
    }
    Results team =
        situation.book().teamResults(rotation.id(), Rotations.members(situation.rule(), roster));
    String segment = String.valueOf(situation.lead().getOrDefault("segment", ""));
    double best = -1;
    double[] draws = new double[left.length];
    for (int i = 0; i < left.length; i++) {
      String id = rep(left[i]).id();
      Results overall = situation.book().results(id, Book.ALL_SEGMENTS);
      Results inSegment = situation.book().results(id, segment);
      draws[i] = BestMatch.draw(inSegment, overall, team, random);
      numbers[left[i]].put(Name.DRAW, draws[i]);
      numbers[left[i]].put(Name.RATE, inSegment.rate(Performance.teamRate(team), 10));
      best = Math.max(best, draws[i]);
    }
    figure = best;
    for (int i = 0; i < left.length; i++) {
      if (draws[i] == best) {
        return new int[] {left[i]};
      }
    }
    return left;
  }

  /** Those who have had less than the kept part of their share by weight. */
  private int[] belowTheFloor() {
    return Arrays.stream(left)
        .filter(place -> slots[place] >= 0)
        .filter(
            place -> {
              Rotation.Member member = rotation.at(slots[place]);
              return member.had() + 1 <= BestMatch.FLOOR * rotation.target(member);
            })
        .toArray();
  }

  private int[] firstInContact() {
    Map<String, Instant> touched = situation.question().touched();
    Instant first =
        Arrays.stream(left)
            .mapToObj(place -> touched.get(rep(place).id()))
            .filter(java.util.Objects::nonNull)
            .min(Instant::compareTo)
            .orElse(null);
    if (first == null) {
      return left;
    }
    figure = 1;
    return Arrays.stream(left)
        .filter(place -> first.equals(touched.get(rep(place).id())))
        .toArray();
  }
}
