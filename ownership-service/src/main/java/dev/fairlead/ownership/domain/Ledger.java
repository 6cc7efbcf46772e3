package dev.fairlead.ownership.domain;

import dev.fairlead.ownership.domain.Custody.Assigning;
import dev.fairlead.ownership.domain.Custody.Closed;
import dev.fairlead.ownership.domain.Custody.Helper;
import dev.fairlead.ownership.domain.Custody.Owned;
import dev.fairlead.ownership.domain.Custody.Pooled;
import dev.fairlead.ownership.domain.Custody.Protection;
import dev.fairlead.ownership.domain.Outcome.Applied;
import dev.fairlead.ownership.domain.Outcome.Refusal;
import dev.fairlead.ownership.domain.Outcome.Refused;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Decides what a command does to a custody. Pure: the same arguments give the same outcome. Only a
 * command whose epoch still matches can change who holds the lead, so that late, repeated and
 * reordered proposals cannot give it two owners.
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
    if (custody instanceof Closed) {
      return new Refused(Refusal.CLOSED);
    }
    return switch (command) {
      case LedgerCommand.Assign c -> assign(custody, c, calendar, now);
      case LedgerCommand.ToPool c -> toPool(custody, c);
      case LedgerCommand.Claim c -> claim(custody, c, calendar, now);
      case LedgerCommand.Lapse c -> lapse(custody, c, now);
      case LedgerCommand.Close c -> close(custody, c);
      case LedgerCommand.Accept c -> owned(custody, o -> accept(o, now));
      case LedgerCommand.Decline c -> owned(custody, o -> decline(o, c));
      case LedgerCommand.LogActivity c -> owned(custody, o -> work(o, c, calendar));
      case LedgerCommand.Transfer c -> owned(custody, o -> transfer(o, c, "transferred"));
      case LedgerCommand.Release c -> owned(custody, o -> release(o, c));
      case LedgerCommand.AddHelper c -> owned(custody, o -> addHelper(o, c.helper()));
      case LedgerCommand.SetLock c -> owned(custody, o -> setLock(o, c.locked()));
    };
  }

  private interface OnOwned {
    Outcome decide(Owned owned);
  }

  private static Outcome owned(Custody custody, OnOwned then) {
    return custody instanceof Owned owned ? then.decide(owned) : new Refused(Refusal.STALE);
  }

  private static Outcome assign(
      Custody custody, LedgerCommand.Assign c, OwnerCalendar calendar, Instant now) {
    if (custody.epoch() != c.epoch()) {
      return new Refused(Refusal.STALE);
    }
    return switch (custody) {
      case Assigning a ->
          granted(
              new Owned(
                  a.epoch() + 1,
                  c.repId(),
                  c.team(),
                  c.grant(),
                  Protection.begin(c.terms(), now, calendar),
                  a.tries(),
                  false,
                  List.of()));
      case Owned o when "admin".equals(c.grant().cause()) ->
          transfer(o, new LedgerCommand.Transfer(c.repId(), c.team(), "admin", null), "admin");
      case Owned o -> new Refused(Refusal.STALE);
      case Pooled p -> new Refused(Refusal.STALE);
      case Closed closed -> new Refused(Refusal.CLOSED);
    };
  }

  private static Outcome toPool(Custody custody, LedgerCommand.ToPool c) {
    if (!(custody instanceof Assigning a) || a.epoch() != c.epoch()) {
      return new Refused(Refusal.STALE);
    }
    long epoch = a.epoch() + 1;
    return new Applied(
        new Pooled(epoch, c.pool()),
        List.of(new LedgerFact.Released(epoch, null, "unassigned", TO_POOL, c.pool(), c.reason())));
  }

  private static Outcome claim(
      Custody custody, LedgerCommand.Claim c, OwnerCalendar calendar, Instant now) {
    if (!(custody instanceof Pooled p) || p.epoch() != c.epoch()) {
      return new Refused(Refusal.STALE);
    }
    Protection protection = Protection.begin(c.terms(), now, calendar).withoutOffer();
    return granted(
        new Owned(
            p.epoch() + 1,
            c.repId(),
            c.team(),
            new Custody.Grant(c.cause(), null, null, null),
            protection.accepted(now),
            0,
            false,
            List.of()));
  }

  private Outcome lapse(Custody custody, LedgerCommand.Lapse c, Instant now) {
    if (!(custody instanceof Owned o) || o.epoch() != c.epoch()) {
      return new Refused(Refusal.STALE);
    }
    boolean ofTheOffer = LedgerCommand.Lapse.NOT_ACCEPTED.equals(c.reason());
    Instant due = ofTheOffer ? o.protection().acceptBy() : o.protection().deadline();
    if (!c.deadline().equals(due) || (ofTheOffer && !o.protection().awaitsAcceptance())) {
      return new Refused(Refusal.STALE);
    }
    if (now.isBefore(due)) {
      return new Refused(Refusal.NOT_DUE);
    }
    if (ofTheOffer) {
      return offerEnded(o, Custody.Protection::awaitsAcceptance, "not-accepted", c.reason());
    }
    return o.locked() ? new Refused(Refusal.LOCKED) : pooled(o, "recycled", null, c.reason());
  }

  private Outcome offerEnded(
      Owned o, java.util.function.Predicate<Protection> onlyIf, String cause, String reason) {
    if (!onlyIf.test(o.protection())) {
      return new Refused(Refusal.ALREADY_ACCEPTED);
    }
    int tries = o.tries() + 1;
    if (tries >= acceptTries) {
      return pooled(o, cause, null, reason);
    }
    long epoch = o.epoch() + 1;
    return new Applied(
        new Assigning(epoch, tries, null),
        List.of(new LedgerFact.Released(epoch, o.owner(), cause, TO_ASSIGNMENT, null, reason)));
  }

  private static Outcome accept(Owned o, Instant now) {
    if (o.protection().acceptedAt() != null) {
      return new Applied(o, List.of());
    }
    Owned accepted = o.with(o.protection().accepted(now));
    return new Applied(accepted, List.of(new LedgerFact.Accepted(accepted)));
  }

  private Outcome decline(Owned o, LedgerCommand.Decline c) {
    Outcome ended = offerEnded(o, p -> p.acceptedAt() == null, "declined", c.reason());
    if (!(ended instanceof Applied applied)) {
      return ended;
    }
    List<LedgerFact> facts = new ArrayList<>();
    facts.add(new LedgerFact.Declined(o, c.reason()));
    facts.addAll(applied.facts());
    return new Applied(applied.custody(), facts);
  }

  /** An activity counts from its own time, and only within the episode it was done in. */
  private static Outcome work(Owned o, LedgerCommand.LogActivity c, OwnerCalendar calendar) {
    List<LedgerFact> facts = new ArrayList<>();
    facts.add(new LedgerFact.Worked(o, c));
    Protection protection = o.protection();
    if (!c.qualifying() || c.at().isBefore(protection.acquiredAt())) {
      return new Applied(o, facts);
    }
    Owned worked = o;
    if (protection.acceptedAt() == null) {
      protection = protection.accepted(c.at());
      worked = o.with(protection);
      facts.add(new LedgerFact.Accepted(worked));
    }
    Instant deadline =
        protection.terms().extended(protection.deadline(), protection.hardEnd(), c.at(), calendar);
    if (deadline.isAfter(protection.deadline())) {
      worked = worked.with(protection.until(deadline));
      facts.add(new LedgerFact.Extended(worked));
    }
    return new Applied(worked, facts);
  }

  /** The episode goes on: neither its deadline nor its hard end moves. */
  private static Outcome transfer(Owned o, LedgerCommand.Transfer c, String cause) {
    if (o.owner().equals(c.to())) {
      return new Refused(Refusal.SAME_OWNER);
    }
    List<Helper> helpers =
        new ArrayList<>(o.helpers().stream().filter(h -> !h.repId().equals(c.to())).toList());
    if (c.keepAsHelperUntil() != null) {
      helpers.add(new Helper(o.owner(), "write", c.keepAsHelperUntil()));
    }
    Owned to =
        new Owned(
            o.epoch() + 1,
            c.to(),
            c.team(),
            new Custody.Grant(
                cause, o.grant().decisionId(), o.grant().ruleId(), o.grant().policyVersion()),
            o.protection().withoutOffer(),
            o.tries(),
            o.locked(),
            helpers);
    List<LedgerFact> facts = new ArrayList<>();
    facts.add(new LedgerFact.Transferred(o.owner(), to, c.reason()));
    if (c.keepAsHelperUntil() != null) {
      facts.add(new LedgerFact.HelperAdded(helpers.getLast()));
    }
    return new Applied(to, facts);
  }

  private static Outcome release(Owned o, LedgerCommand.Release c) {
    return pooled(o, "returned", c.pool(), c.reason());
  }

  private static Outcome close(Custody custody, LedgerCommand.Close c) {
    String owner = custody instanceof Owned o ? o.owner() : null;
    Closed closed = new Closed(custody.epoch() + 1, c.result(), owner);
    return new Applied(closed, List.of(new LedgerFact.Closed(closed, c.reason(), c.value())));
  }

  private static Outcome addHelper(Owned o, Helper helper) {
    if (o.owner().equals(helper.repId())) {
      return new Refused(Refusal.SAME_OWNER);
    }
    return new Applied(o.withHelper(helper), List.of(new LedgerFact.HelperAdded(helper)));
  }

  private static Outcome setLock(Owned o, boolean locked) {
    if (o.locked() == locked) {
      return new Applied(o, List.of());
    }
    Owned set = o.withLock(locked);
    return new Applied(set, List.of(new LedgerFact.LockSet(set)));
  }

  private static Outcome granted(Owned owned) {
    return new Applied(owned, List.of(new LedgerFact.Granted(owned)));
  }

  private static Outcome pooled(
      Owned o, String cause, @org.jspecify.annotations.Nullable String pool, String reason) {
    long epoch = o.epoch() + 1;
    return new Applied(
        new Pooled(epoch, pool),
        List.of(new LedgerFact.Released(epoch, o.owner(), cause, TO_POOL, pool, reason)));
  }
}
