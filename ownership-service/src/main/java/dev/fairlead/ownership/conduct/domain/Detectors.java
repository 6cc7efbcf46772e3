package dev.fairlead.ownership.conduct.domain;

import dev.fairlead.ownership.conduct.domain.Seen.Kind;
import dev.fairlead.ownership.domain.OwnerCalendar;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The detectors: each a function of one fact and what went before it on its lead. */
public final class Detectors {

  private Detectors() {}

  /**
   * A lead of another rep that belongs to the same person as the one worked on.
   *
   * @param since when its owner acquired it
   * @param ownSince when the lead worked on was acquired; null when nobody owns it
   * @param otherProduct whether the two leads are known to be about different products
   */
  public record Protected(
      String leadId,
      long epoch,
      String owner,
      Instant since,
      @Nullable Instant ownSince,
      boolean otherProduct) {}

  /**
   * Work on a person whom another rep protects. Of two who hold the same person the later one
   * breaks in; what he does again on the same protection is the same breach.
   */
  public static List<Finding> protectedContact(
      Rule.ProtectedContact rule, Seen work, List<Protected> same) {
    return same.stream()
        .filter(lead -> !lead.owner().equals(work.repId()))
        .filter(lead -> !(rule.ignoreOtherProductLines() && lead.otherProduct()))
        .filter(lead -> lead.ownSince() == null || lead.since().isBefore(lead.ownSince()))
        .map(
            lead ->
                new Finding(
                    rule.name(),
                    work.repId(),
                    lead.owner(),
                    lead.leadId(),
                    work.at(),
                    lead.leadId() + ' ' + lead.epoch(),
                    List.of(work.eventId())))
        .toList();
  }

  /** There and back between two reps. What a manager moves is no swap. */
  public static List<Finding> swap(
      Rule.Swap rule, Seen back, List<Seen> before, OwnerCalendar calendar) {
    String one = back.repId();
    String other = String.valueOf(back.other());
    return latest(
            before,
            seen ->
                seen.kind() == Kind.TRANSFERRED
                    && seen.epoch() < back.epoch()
                    && seen.repId().equals(other)
                    && one.equals(seen.other()))
        .filter(there -> there.isAmong(one, other) && back.isAmong(one, other))
        .filter(there -> Rule.isWithin(there.at(), back.at(), rule.within(), calendar))
        .map(there -> both(rule.name(), one, other, back, there))
        .orElse(List.of());
  }

  /** Whether a lead was given back unworked, soon after it was claimed. */
  public static boolean isIdleClaim(
      Rule.ClaimAndRelease rule, Seen returned, List<Seen> before, OwnerCalendar calendar) {
    Optional<Seen> claim =
        latest(before, seen -> seen.kind() == Kind.CLAIMED && seen.epoch() < returned.epoch())
            .filter(seen -> seen.repId().equals(returned.repId()));
    return claim.isPresent()
        && Rule.isWithin(claim.get().at(), returned.at(), rule.within(), calendar)
        && before.stream()
            .noneMatch(
                seen ->
                    seen.kind() == Kind.ACTIVITY
                        && seen.qualifying()
                        && seen.epoch() >= claim.get().epoch()
                        && seen.epoch() < returned.epoch());
  }

  /**
   * Whether work that says nothing was logged just before a protection would have ended.
   *
   * @param empty neither outcome nor note nor evidence came with it
   * @param deadline as it stood before; null when not known
   */
  public static boolean isEmptyFollowUp(
      Rule.EmptyFollowUp rule,
      Seen work,
      boolean empty,
      @Nullable Instant deadline,
      OwnerCalendar calendar) {
    return empty
        && work.qualifying()
        && deadline != null
        && work.at().isBefore(deadline)
        && Rule.isWithin(work.at(), deadline, rule.beforeDeadline(), calendar);
  }

  /** A lead that came back to who gave it away, through a mate who claimed it. */
  public static List<Finding> mateReclaim(
      Rule.MateReclaim rule,
      Seen back,
      List<Seen> before,
      BiPredicate<String, String> mates,
      OwnerCalendar calendar) {
    String gainer = back.kind() == Kind.HELPER_ADDED ? back.repId() : String.valueOf(back.other());
    Optional<Seen> claim =
        latest(before, seen -> seen.kind() == Kind.CLAIMED)
            .filter(seen -> !seen.repId().equals(gainer) && isStillHis(seen, back, before));
    if (claim.isEmpty()) {
      return List.of();
    }
    String mate = claim.get().repId();
    return latest(
            before,
            seen ->
                seen.kind() == Kind.RETURNED
                    && seen.repId().equals(gainer)
                    && seen.epoch() <= claim.get().epoch())
        .filter(left -> back.isAmong(gainer, mate) && mates.test(gainer, mate))
        .filter(left -> Rule.isWithin(left.at(), claim.get().at(), rule.within(), calendar))
        .map(left -> both(rule.name(), gainer, mate, back, left, claim.get()))
        .orElse(List.of());
  }

  private static boolean isStillHis(Seen claim, Seen back, List<Seen> before) {
    return before.stream()
        .noneMatch(
            seen ->
                seen.epoch() > claim.epoch()
                    && seen.epoch() < back.epoch()
                    && (seen.kind() == Kind.TRANSFERRED || seen.kind() == Kind.RETURNED));
  }

  /** Both had a hand in it. */
  private static List<Finding> both(
      String rule, String one, String other, Seen last, Seen... earlier) {
    List<String> evidence =
        Stream.concat(Stream.of(earlier), Stream.of(last)).map(Seen::eventId).toList();
    return Stream.of(one, other)
        .map(rep -> Finding.of(rule, rep, null, last.leadId(), last.at(), evidence))
        .toList();
  }

  private static Optional<Seen> latest(List<Seen> before, Predicate<Seen> that) {
    return before.stream()
        .filter(that)
        .max(Comparator.comparing(Seen::at).thenComparingLong(Seen::epoch));
  }
}
