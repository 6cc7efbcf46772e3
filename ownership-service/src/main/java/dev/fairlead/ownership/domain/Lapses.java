package dev.fairlead.ownership.domain;

import dev.fairlead.ownership.domain.Custody.Closed;
import dev.fairlead.ownership.domain.Custody.Owned;
import dev.fairlead.ownership.domain.Custody.Protection;
import dev.fairlead.ownership.domain.LedgerCommand.Lapse;
import dev.fairlead.ownership.domain.Outcome.Refusal;
import dev.fairlead.ownership.domain.Outcome.Refused;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The end of an owner's time. A lapse is applied only while what it was computed from still stands:
 * the epoch, and the deadline, the accept window or the basis of the clock. So an activity logged
 * between evaluation and release wins.
 */
final class Lapses {

  private Lapses() {}

  static Outcome lapse(Owned o, Lapse c, int acceptTries, Instant now) {
    if (o.epoch() != c.epoch() || !stands(o, c)) {
      return new Refused(Refusal.STALE);
    }
    if (now.isBefore(due(o.protection(), c))) {
      return new Refused(Refusal.NOT_DUE);
    }
    Refusal exempt = o.exemptions().against(c.reason(), now);
    if (exempt != null) {
      return new Refused(exempt);
    }
    if (Lapse.NOT_ACCEPTED.equals(c.reason()) && !Ledger.TO_POOL.equals(c.to())) {
      return Endings.offerEnded(o, Lapse.NOT_ACCEPTED, c.reason(), acceptTries);
    }
    String cause = Lapse.NOT_ACCEPTED.equals(c.reason()) ? c.reason() : "recycled";
    return Ledger.TO_ASSIGNMENT.equals(c.to())
        ? Endings.assignAgain(o, cause, c.reason(), 0)
        : Endings.pooled(o, cause, null, c.reason());
  }

  /** The contract that was won has ended; the lead is nobody's again. */
  static Outcome notRenewed(Closed closed, Lapse c, Instant now) {
    Instant ended = closed.contractUntil();
    if (!Lapse.NO_RENEWAL.equals(c.reason()) || !closed.isWon()) {
      return new Refused(Refusal.CLOSED);
    }
    if (ended == null || closed.epoch() != c.epoch() || !ended.equals(c.basis())) {
      return new Refused(Refusal.STALE);
    }
    if (now.isBefore(ended) || now.isBefore(c.deadline())) {
      return new Refused(Refusal.NOT_DUE);
    }
    return Endings.reopened(closed, "recycled", c.reason(), c.to());
  }

  private static boolean stands(Owned o, Lapse c) {
    Instant now = c.basis() == null ? ownDeadline(o.protection(), c) : basis(o, c);
    boolean offered = c.basis() == null ? o.protection().awaitsAcceptance() : !accepted(o);
    return (c.basis() == null ? c.deadline() : c.basis()).equals(now)
        && (offered || !Lapse.NOT_ACCEPTED.equals(c.reason()));
  }

  private static boolean accepted(Owned o) {
    return o.protection().acceptedAt() != null;
  }

  private static @Nullable Instant ownDeadline(Protection p, Lapse c) {
    return Lapse.NOT_ACCEPTED.equals(c.reason()) ? p.acceptBy() : p.deadline();
  }

  private static @Nullable Instant basis(Owned o, Lapse c) {
    return switch (c.reason()) {
      case Lapse.NO_FOLLOW_UP -> o.protection().followedUpAt();
      case Lapse.NO_OPPORTUNITY, Lapse.NOT_ACCEPTED -> o.protection().acquiredAt();
      case Lapse.NO_DEAL -> o.exemptions().opportunity();
      default -> null;
    };
  }

  /** A rule's clock never cuts into the frozen protection, except that of a deal or an offer. */
  private static Instant due(Protection p, Lapse c) {
    boolean floored =
        Lapse.NO_FOLLOW_UP.equals(c.reason()) || Lapse.NO_OPPORTUNITY.equals(c.reason());
    return floored && p.deadline().isAfter(c.deadline()) ? p.deadline() : c.deadline();
  }
}
