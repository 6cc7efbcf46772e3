package dev.fairlead.assignment.decision.domain;

import dev.fairlead.assignment.decision.domain.Decision.Candidate;
import dev.fairlead.assignment.decision.domain.Numbers.Name;
import dev.fairlead.assignment.policy.domain.Condition;
import dev.fairlead.assignment.policy.domain.Rule;
import dev.fairlead.assignment.roster.domain.Rep;
import dev.fairlead.assignment.roster.domain.Roster;
import dev.fairlead.assignment.roster.domain.Team;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One rule's way from its candidates to the one who gets the lead. Candidates have places. */
final class Selection {

  private final Gates.Situation situation;
  private final Crew crew;
  private final Roster roster;
  private final Rotation rotation;
  private final int[] slots;
  private final @Nullable String[] gates;
  private final Numbers[] numbers;
  private double figure;

  Selection(Gates.Situation situation, Roster roster) {
    this.situation = situation;
    this.crew = situation.crew();
    this.roster = roster;
    this.rotation = situation.book().rotation(Rotations.idOf(situation.rule(), roster));
    this.slots = new int[crew.size()];
    this.gates = new String[crew.size()];
    this.numbers = new Numbers[crew.size()];
  }

  /** Finds who gets the lead and counts it; null when nobody can take it. */
  @Nullable Rep run(Condition.World world) {
    for (int place = 0; place < slots.length; place++) {
      slots[place] = rotation.slot(crew.rep(place).id());
      gates[place] = Gates.removing(place, situation);
      numbers[place] = measured(place);
    }
    int[] left = preferred(standing(), world);
    if (left.length == 0) {
      return null;
    }
    Distribution distribution = new Distribution(situation, rotation, roster, left, slots, numbers);
    int winner = distribution.winner();
    figure = distribution.figure();
    count(winner, left);
    return crew.rep(winner);
  }

  private int[] standing() {
    int[] standing = new int[gates.length];
    int size = 0;
    for (int place = 0; place < gates.length; place++) {
      if (gates[place] == null) {
        standing[size++] = place;
      }
    }
    return java.util.Arrays.copyOf(standing, size);
  }

  private int[] preferred(int[] standing, Condition.World world) {
    BitSet preferred = crew.preferred(situation.lead(), world);
    if (preferred == null) {
      return standing;
    }
    int[] first = java.util.Arrays.stream(standing).filter(preferred::get).toArray();
    if (first.length == 0) {
      return standing;
    }
    for (int place : standing) {
      if (!preferred.get(place)) {
        gates[place] = Gates.NOT_PREFERRED;
      }
    }
    return first;
  }

  private Numbers measured(int place) {
    Numbers measured = new Numbers();
    Rep rep = crew.rep(place);
    measured.put(Name.OPEN, situation.book().open(rep.id()));
    if (rep.capacity() != null) {
      measured.put(Name.CAPACITY, rep.capacity());
    }
    for (Rule.RateCap cap : situation.assign().rateCaps()) {
      int given = situation.book().given(rep.id(), RateWindow.Unit.of(cap.per()));
      if (situation.assign().rateCaps().size() == 1 || given >= cap.max()) {
        measured.put(Name.GIVEN, given);
        measured.put(Name.MAX, cap.max());
      }
    }
    if (slots[place] >= 0) {
      Rotation.Member member = rotation.at(slots[place]);
      measured.put(Name.WEIGHT, member.weight());
      measured.put(Name.GOT, (double) member.got());
      measured.put(Name.CALIBRATED, member.calibrated());
      measured.put(Name.LAST_TURN, (double) member.lastTurn());
    }
    return measured;
  }

  private void count(int winner, int[] left) {
    if (slots[winner] >= 0) {
      BitSet present = new BitSet();
      for (int place : left) {
        if (slots[place] >= 0) {
          present.set(slots[place]);
        }
      }
      rotation.give(slots[winner], present, credited(present));
    }
    situation.book().give(crew.rep(winner).id());
  }

  /** Those of the rotation who missed the lead and must not be owed it. */
  private BitSet credited(BitSet present) {
    BitSet credited = new BitSet();
    credited.set(0, rotation.size());
    credited.andNot(present);
    Team team = roster.team(situation.assign().team());
    if (team != null && team.absence() == Team.Absence.CATCH_UP) {
      for (int place = 0; place < slots.length; place++) {
        if (slots[place] >= 0 && Gates.isAway(gates[place])) {
          credited.clear(slots[place]);
        }
      }
    }
    return credited;
  }

  /** Everybody who was considered, ordered by id. */
  void tell(List<Candidate> candidates) {
    String rule = situation.rule().id();
    String team = situation.assign().team();
    for (int place = 0; place < gates.length; place++) {
      candidates.add(new Candidate(crew.rep(place).id(), rule, team, gates[place], numbers[place]));
    }
  }

  /** The gates that stand in the way, one per candidate. */
  List<String> closed() {
    List<String> closed = new ArrayList<>();
    for (String gate : gates) {
      if (gate != null) {
        closed.add(gate);
      }
    }
    return closed;
  }

  /** When the first gate opens by itself. */
  Optional<Instant> opens() {
    Instant first = null;
    for (int place = 0; place < gates.length; place++) {
      Instant opens = Gates.opens(gates[place], place, situation).orElse(null);
      if (opens != null && (first == null || opens.isBefore(first))) {
        first = opens;
      }
    }
    return Optional.ofNullable(first);
  }

  /** How many of the candidates were not away. */
  int onDuty() {
    int onDuty = 0;
    for (String gate : gates) {
      onDuty += Gates.isAway(gate) ? 0 : 1;
    }
    return onDuty;
  }

  int size() {
    return gates.length;
  }

  /** The number that decided: a shortfall or room in leads, or a drawn rate. */
  double figure() {
    return figure;
  }
}
