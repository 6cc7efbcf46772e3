package dev.fairlead.assignment.decision.domain;

import dev.fairlead.assignment.policy.domain.Condition;
import dev.fairlead.assignment.policy.domain.Rule;
import dev.fairlead.assignment.roster.domain.Rep;
import java.time.Instant;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Chooses who helps the new owner: those on duty who have waited longest for such a turn. */
final class Support {

  private final Crew crew;
  private final Rule.Helpers wanted;
  private final Rotation rotation;

  Support(Crew crew, Rule.Helpers wanted, Rotation rotation) {
    this.crew = crew;
    this.wanted = wanted;
    this.rotation = rotation;
  }

  /** The helpers, at most as many as wanted; their turns are counted. */
  List<Rep> choose(
      Question question,
      Map<String, Object> lead,
      Rep owner,
      Condition.World world,
      Rule.Assign assign) {
    BitSet eligible = crew.eligible(lead, world);
    Instant latest = question.now().plus(assign.availability());
    SplittableRandom random = new SplittableRandom(question.seed());
    record Waiting(int place, long lastTurn, int draw) {}
    List<Rep> chosen =
        IntStream.range(0, crew.size())
            .filter(eligible::get)
            .filter(place -> crew.fixed(place) == null)
            .filter(place -> !crew.rep(place).id().equals(owner.id()))
            .filter(place -> onDuty(place, question.now(), latest))
            .mapToObj(place -> new Waiting(place, lastTurn(place), random.nextInt()))
            .sorted(Comparator.comparing(Waiting::lastTurn).thenComparing(Waiting::draw))
            .limit(wanted.count())
            .map(waiting -> crew.rep(waiting.place()))
            .toList();
    chosen.forEach(this::count);
    return chosen;
  }

  private boolean onDuty(int place, Instant now, Instant latest) {
    Instant next = crew.nextOnDuty(place, now);
    return next != null && !next.isAfter(latest);
  }

  private long lastTurn(int place) {
    Rotation.Member member = rotation.member(crew.rep(place).id());
    return member == null ? 0 : member.lastTurn();
  }

  private void count(Rep helper) {
    int slot = rotation.slot(helper.id());
    if (slot >= 0) {
      BitSet present = new BitSet();
      present.set(0, rotation.size());
      rotation.give(slot, present, new BitSet());
    }
  }
}
