package dev.fairlead.ownership.domain;

import dev.fairlead.ownership.domain.Custody.Closed;
import dev.fairlead.ownership.domain.Custody.Owned;
import dev.fairlead.ownership.domain.Outcome.Refusal;
import dev.fairlead.ownership.domain.Outcome.Refused;
import java.time.Instant;

/**
 * Decides what a command does to a custody. Pure: the same arguments give the same outcome. Only a
 * command whose epoch still matches can change who holds the lead, so that late, repeated and
 * reordered proposals cannot give it two owners. Caps are no matter of a single lead; see {@link
 * Holdings}.
 */
public final class Ledger {

  /** Destination of a release that assignment decides again. */
  public static final String TO_ASSIGNMENT = "assignment";

  /** Destination of a release into a pool. */
  public static final String TO_POOL = "pool";

  private final int acceptTries;

  /**
   * A ledger.
   *
   * @param acceptTries after so many reps have not accepted, the lead goes to a pool; ≥ 1
   */
  public Ledger(int acceptTries) {
    this.acceptTries = acceptTries;
  }

  /**
   * Decides.
   *
   * @param calendar of the rep who holds the lead or is to hold it
   * @param now the ledger's clock, in milliseconds
   */
  public Outcome decide(
      Custody custody, LedgerCommand command, OwnerCalendar calendar, Instant now) {
    return custody instanceof Closed closed
        ? afterTheEnd(closed, command, now)
        : whileOpen(custody, command, calendar, now);
  }

  private Outcome whileOpen(
      Custody custody, LedgerCommand command, OwnerCalendar calendar, Instant now) {
    return switch (command) {
      case LedgerCommand.Assign c -> Proposals.assign(custody, c, calendar, now);
      case LedgerCommand.ToPool c -> Proposals.toPool(custody, c);
      case LedgerCommand.Claim c -> Proposals.claim(custody, c, calendar, now);
      case LedgerCommand.Recall c -> Proposals.recall(custody, c);
      case LedgerCommand.Lapse c -> owned(custody, o -> Lapses.lapse(o, c, acceptTries, now));
      case LedgerCommand.Accept c -> owned(custody, o -> Work.accept(o, now));
      case LedgerCommand.Decline c -> owned(custody, o -> Endings.decline(o, c, acceptTries));
      case LedgerCommand.LogActivity c -> owned(custody, o -> Work.log(o, c, calendar));
      case LedgerCommand.Appoint c -> owned(custody, o -> Work.appoint(o, c, now));
      case LedgerCommand.SetOpportunity c -> owned(custody, o -> Work.opportunity(o, c, now));
      case LedgerCommand.SetLock c -> owned(custody, o -> Work.setLock(o, c.locked()));
      case LedgerCommand.Transfer c -> owned(custody, o -> Transfers.transfer(o, c));
      case LedgerCommand.Release c -> owned(custody, o -> Endings.release(o, c));
      case LedgerCommand.HandOff c -> owned(custody, o -> Endings.handOff(o, c, now));
      case LedgerCommand.Close c -> Endings.close(custody, c);
      case LedgerCommand.Merge c -> Endings.merge(custody, c);
      case LedgerCommand.AddHelper c -> owned(custody, o -> Helping.add(o, c.helper()));
      case LedgerCommand.RemoveHelper c -> Helping.remove(custody, c);
      case LedgerCommand.ExpireHelpers c -> Helping.expire(custody, now);
      case LedgerCommand.OpenDispute c -> owned(custody, o -> Disputes.open(o, c));
      case LedgerCommand.DecideDispute c -> Disputes.decide(custody, c);
    };
  }

  /** A won lead can go on in another stage or, its contract over, come back; nothing else can. */
  private static Outcome afterTheEnd(Closed closed, LedgerCommand command, Instant now) {
    return switch (command) {
      case LedgerCommand.HandOff c -> Endings.handOff(closed, c);
      case LedgerCommand.Lapse c -> Lapses.notRenewed(closed, c, now);
      case LedgerCommand.DecideDispute c -> Disputes.decide(closed, c);
      default -> new Refused(Refusal.CLOSED);
    };
  }

  private interface OnOwned {
    Outcome decide(Owned owned);
  }

  private static Outcome owned(Custody custody, OnOwned then) {
    return custody instanceof Owned owned ? then.decide(owned) : new Refused(Refusal.STALE);
  }
}
