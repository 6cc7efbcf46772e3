package dev.fairlead.assignment.decision.domain;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who of a team has had how many leads. Mutable, and not for several threads: a batch works on it
 * in memory while it holds the rotation's lock. Members stand in slots, ordered by rep id.
 *
 * <p>With got_i and calibration C_i of each member, N = Σgot and w the weights, a member's target
 * is (N + ΣC)·w_i/Σw and his shortfall target_i − (got_i + C_i) (the calibrated weighted round
 * robin of Cal.com's {@code getLuckyUser}). Calibration is credit without a lead: what a member
 * would have had while he was away or not yet there.
 */
public final class Rotation {

  private final String id;
  private long turn;
  private Member[] members;
  private final Map<String, Integer> slots = new HashMap<>();
  private double total;
  private double weights;
  private boolean changed;

  /** A rotation with the members it is known to have. */
  public Rotation(String id, long turn, Collection<Member> members) {
    this.id = id;
    this.turn = turn;
    this.members = new Member[0];
    seat(members);
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
  }

  /** What somebody's share is to be. */
  public record Share(String repId, double weight) {}

  private void seat(Collection<Member> seated) {
    members =
        seated.stream()
            .sorted(Comparator.comparing(Member::repId))
            .toArray(length -> new Member[length]);
    slots.clear();
    for (int slot = 0; slot < members.length; slot++) {
      slots.put(members[slot].repId(), slot);
    }
    sum();
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
    return List.of(members);
  }

  /** A member's counters; null when he is none. */
  public @Nullable Member member(String repId) {
    Integer slot = slots.get(repId);
    return slot == null ? null : members[slot];
  }

  /** A member's slot; -1 when he is none. */
  int slot(String repId) {
    return slots.getOrDefault(repId, -1);
  }

  /** How many members there are. */
  int size() {
    return members.length;
  }

  /** Who has that slot. */
  Member at(int slot) {
    return members[slot];
  }

  /** Whether anything has changed since it was made. */
  public boolean changed() {
    return changed;
  }

  /**
   * Takes over who is in the team now, and with which weights. Everybody keeps the shortfall he
   * had; a new member starts with none, that is, with the others' weighted average as his credit.
   */
  public void align(Collection<Share> shares) {
    if (shares.size() == members.length && shares.stream().allMatch(this::known)) {
      return;
    }
    double newWeights = shares.stream().mapToDouble(Share::weight).sum();
    double owed = shares.stream().mapToDouble(this::owed).sum();
    List<Member> aligned = new ArrayList<>();
    for (Share share : shares) {
      Member old = member(share.repId());
      long got = old == null ? 0 : old.got();
      double part = share.weight() / newWeights;
      double shortfall = owed(share) - owed * part;
      double calibrated = total * part - got - shortfall;
      long last = old == null ? 0 : old.lastTurn();
      aligned.add(new Member(share.repId(), share.weight(), got, calibrated, last));
    }
    seat(aligned);
    changed = true;
  }

  private double owed(Share share) {
    Member member = member(share.repId());
    return member == null ? 0 : shortfall(member);
  }

  private boolean known(Share share) {
    Member member = member(share.repId());
    return member != null && member.weight() == share.weight();
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
    for (Member member : members) {
      total += member.had();
      weights += member.weight();
    }
  }

  /**
   * Counts a lead given to one of those who could take it.
   *
   * @param winner his slot
   * @param present slots whose share grows by this lead; the winner's among them
   * @param absent slots of members who missed it and are credited for it, so that their shortfall
   *     stays
   */
  void give(int winner, BitSet present, BitSet absent) {
    double presentWeights = 0;
    for (int slot = present.nextSetBit(0); slot >= 0; slot = present.nextSetBit(slot + 1)) {
      presentWeights += members[slot].weight();
    }
    turn++;
    for (int slot = absent.nextSetBit(0); slot >= 0; slot = absent.nextSetBit(slot + 1)) {
      Member m = members[slot];
      double credit = m.calibrated() + m.weight() / presentWeights;
      members[slot] = new Member(m.repId(), m.weight(), m.got(), credit, m.lastTurn());
    }
    Member m = members[winner];
    members[winner] = new Member(m.repId(), m.weight(), m.got() + 1, m.calibrated(), turn);
    sum();
    changed = true;
  }

  /** Counts a lead that a person gave a member, if he is one. */
  public void giveByHand(String repId) {
    Integer slot = slots.get(repId);
    if (slot != null) {
      BitSet all = new BitSet();
      all.set(0, members.length);
      give(slot, all, new BitSet());
    }
  }

  /** Takes a lead back that turned out to be none: it no longer counts as had. */
  public void takeBack(String repId) {
    Integer slot = slots.get(repId);
    if (slot != null) {
      Member m = members[slot];
      members[slot] = new Member(m.repId(), m.weight(), m.got() - 1, m.calibrated(), m.lastTurn());
      sum();
      changed = true;
    }
  }
}
