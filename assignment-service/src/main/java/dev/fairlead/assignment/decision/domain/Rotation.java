package dev.fairlead.assignment.decision.domain;

import dev.fairlead.assignment.roster.domain.Rep;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Who of a team has had how many leads. Mutable, and not for several threads: a batch works on it
 * in memory while it holds the rotation's lock.
 *
 * <p>With got_i and calibration C_i of each member, N = Σgot and w the weights, a member's target
 * is (N + ΣC)·w_i/Σw and his shortfall target_i − (got_i + C_i) (the calibrated weighted round
 * robin of Cal.com's {@code getLuckyUser}). Calibration is credit without a lead: what a member
 * would have had while he was away or not yet there.
 */
public final class Rotation {

  private final String id;
  private long turn;
  private final TreeMap<String, Member> members = new TreeMap<>();
  private double total;
  private double weights;
  private boolean changed;

  /** A rotation with the members it is known to have. */
  public Rotation(String id, long turn, Collection<Member> members) {
    this.id = id;
    this.turn = turn;
    members.forEach(member -> this.members.put(member.repId(), member));
    sum();
  }

  /**
   * A member's counters.
   *
   * @param weight the weight the calibration was made for
   * @param got leads given to him
   * @param calibrated credit, in leads
   * @param lastTurn number of the turn he had last; 0 for never
   */
  public record Member(String repId, double weight, long got, double calibrated, long lastTurn) {
    double had() {
      return got + calibrated;
    }

    Member credited(double leads) {
      return new Member(repId, weight, got, calibrated + leads, lastTurn);
    }
  }

  /** The rotation's name. */
  public String id() {
    return id;
  }

  /** How many leads it has given out. */
  public long turn() {
    return turn;
  }

  /** Its members' counters, ordered by rep id. */
  public List<Member> members() {
    return List.copyOf(members.values());
  }

  /** A member's counters; null when he is none. */
  public @Nullable Member member(String repId) {
    return members.get(repId);
  }

  /** Whether anything has changed since it was made. */
  public boolean changed() {
    return changed;
  }

  /**
   * Takes over who is in the team now, and with which weights. Everybody keeps the shortfall he
   * had; a new member starts with none, that is, with the others' weighted average as his credit.
   */
  public void align(Collection<Rep> reps) {
    if (reps.size() == members.size() && reps.stream().allMatch(this::known)) {
      return;
    }
    double newWeights = reps.stream().mapToDouble(Rep::weight).sum();
    double owed = 0;
    TreeMap<String, Double> shortfalls = new TreeMap<>();
    for (Rep rep : reps) {
      Member member = members.get(rep.id());
      double shortfall = member == null ? 0 : shortfall(member);
      shortfalls.put(rep.id(), shortfall);
      owed += shortfall;
    }
    TreeMap<String, Member> aligned = new TreeMap<>();
    for (Rep rep : reps) {
      Member old = members.get(rep.id());
      long got = old == null ? 0 : old.got();
      double share = rep.weight() / newWeights;
      double shortfall = shortfalls.getOrDefault(rep.id(), 0.0) - owed * share;
      double calibrated = total * share - got - shortfall;
      long last = old == null ? 0 : old.lastTurn();
      aligned.put(rep.id(), new Member(rep.id(), rep.weight(), got, calibrated, last));
    }
    members.clear();
    members.putAll(aligned);
    sum();
    changed = true;
  }

  private boolean known(Rep rep) {
    Member member = members.get(rep.id());
    return member != null && member.weight() == rep.weight();
  }

  /** How far a member is behind his share, in leads, before the next one is given out. */
  public double shortfall(Member member) {
    return target(member) - member.had();
  }

  /** What a member should have had by now, in leads. */
  public double target(Member member) {
    return total * member.weight() / weights;
  }

  private void sum() {
    total = 0;
    weights = 0;
    for (Member member : members.values()) {
      total += member.had();
      weights += member.weight();
    }
  }

  /**
   * Counts a lead given to one of those who could take it.
   *
   * @param present whose share grows by this lead; among them the winner
   * @param absent members who missed it and are credited for it, so that their shortfall stays
   */
  public void give(String winner, Collection<String> present, Predicate<String> absent) {
    double presentWeights =
        members.values().stream()
            .filter(member -> present.contains(member.repId()))
            .mapToDouble(Member::weight)
            .sum();
    turn++;
    members.replaceAll(
        (repId, member) -> {
          if (repId.equals(winner)) {
            return new Member(repId, member.weight(), member.got() + 1, member.calibrated(), turn);
          }
          boolean credit = !present.contains(repId) && absent.test(repId);
          return credit ? member.credited(member.weight() / presentWeights) : member;
        });
    sum();
    changed = true;
  }
}
