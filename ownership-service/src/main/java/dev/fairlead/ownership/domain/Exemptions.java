package dev.fairlead.ownership.domain;

import dev.fairlead.ownership.domain.Outcome.Refusal;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What keeps a lead from being recycled beside its deadline. A won lead needs none: nobody holds it
 * by protection.
 *
 * @param locked by its owner, out of his own limited number
 * @param appointment agreed for then; exempts until that instant, exclusively
 * @param opportunity since when a deal is in sight; null for none
 * @param disputes ids of the open disputes
 */
public record Exemptions(
    boolean locked,
    @Nullable Instant appointment,
    @Nullable Instant opportunity,
    List<String> disputes) {

  /** Nothing. */
  public static final Exemptions NONE = new Exemptions(false, null, null, List.of());

  public Exemptions {
    disputes = List.copyOf(disputes);
  }

  /** Whether a dispute (撞单) about it is open. */
  public boolean isDisputed() {
    return !disputes.isEmpty();
  }

  /**
   * Why a lapse for this reason may not be applied now; null when it may. A deal in sight protects
   * against being without follow-up and without opportunity, but not against {@code no-deal}, which
   * is the clock of the deal itself; the others protect against everything.
   */
  @Nullable Refusal against(String reason, Instant now) {
    if (isDisputed()) {
      return Refusal.DISPUTED;
    }
    if (locked) {
      return Refusal.LOCKED;
    }
    if (appointment != null && now.isBefore(appointment)) {
      return Refusal.APPOINTMENT;
    }
    boolean ofTheDeal = LedgerCommand.Lapse.NO_DEAL.equals(reason);
    boolean ofTheOffer = LedgerCommand.Lapse.NOT_ACCEPTED.equals(reason);
    return opportunity != null && !ofTheDeal && !ofTheOffer ? Refusal.OPPORTUNITY : null;
  }

  /** The same with or without the lock. */
  public Exemptions withLock(boolean lock) {
    return new Exemptions(lock, appointment, opportunity, disputes);
  }

  /** The same with this appointment; null for none. */
  public Exemptions withAppointment(@Nullable Instant at) {
    return new Exemptions(locked, at, opportunity, disputes);
  }

  /** The same with an opportunity open since then; null for none. */
  public Exemptions withOpportunity(@Nullable Instant since) {
    return new Exemptions(locked, appointment, since, disputes);
  }

  /** The same with one dispute more. */
  public Exemptions disputed(String disputeId) {
    List<String> more =
        Stream.concat(disputes.stream(), Stream.of(disputeId)).distinct().sorted().toList();
    return new Exemptions(locked, appointment, opportunity, more);
  }

  /** The same with one dispute fewer. */
  public Exemptions settled(String disputeId) {
    List<String> fewer = disputes.stream().filter(id -> !id.equals(disputeId)).toList();
    return new Exemptions(locked, appointment, opportunity, fewer);
  }
}
