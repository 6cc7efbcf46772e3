package dev.fairlead.ownership.domain;

import dev.fairlead.ownership.domain.Custody.Owned;
import dev.fairlead.ownership.domain.Custody.Protection;
import dev.fairlead.ownership.domain.Outcome.Applied;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What an owner does with his lead while he keeps it. */
final class Work {

  private Work() {}

  /** Until the lapse of the offer is applied it can be accepted, also when its window is over. */
  static Outcome accept(Owned o, Instant now) {
    if (o.protection().acceptedAt() != null) {
      return Applied.of(o);
    }
    Owned accepted = o.with(o.protection().accepted(now));
    return Applied.of(accepted, new LedgerFact.Accepted(accepted));
  }

  /** An activity counts from its own time, and only within the episode it was done in. */
  static Outcome log(Owned o, LedgerCommand.LogActivity c, OwnerCalendar calendar) {
    List<LedgerFact> facts = new ArrayList<>();
    facts.add(new LedgerFact.Worked(o, c));
    if (!c.qualifying() || c.at().isBefore(o.protection().acquiredAt())) {
      return new Applied(o, facts);
    }
    Owned worked = takenOn(o, c.at(), facts);
    Protection protection = worked.protection().worked(c.at());
    worked = worked.with(protection);
    Instant deadline =
        protection.terms().extended(protection.deadline(), protection.hardEnd(), c.at(), calendar);
    if (deadline.isAfter(protection.deadline())) {
      worked = worked.with(protection.until(deadline));
      facts.add(new LedgerFact.Extended(worked));
    }
    return new Applied(worked, facts);
  }

  static Outcome appoint(Owned o, LedgerCommand.Appoint c, Instant now) {
    if (java.util.Objects.equals(o.exemptions().appointment(), c.at())) {
      return Applied.of(o);
    }
    List<LedgerFact> facts = new ArrayList<>();
    Owned taken = c.at() == null ? o : takenOn(o, now, facts);
    Owned agreed = taken.with(taken.exemptions().withAppointment(c.at()));
    facts.add(new LedgerFact.Appointed(agreed, c));
    return new Applied(agreed, facts);
  }

  /** An open opportunity keeps its beginning; what it may be worth can be said again. */
  static Outcome opportunity(Owned o, LedgerCommand.SetOpportunity c, Instant now) {
    Instant since = o.exemptions().opportunity();
    if (c.open() == (since != null) && (!c.open() || c.value() == null)) {
      return Applied.of(o);
    }
    List<LedgerFact> facts = new ArrayList<>();
    Owned taken = c.open() ? takenOn(o, now, facts) : o;
    Instant begun = since == null ? now : since;
    Owned set = taken.with(taken.exemptions().withOpportunity(c.open() ? begun : null));
    facts.add(new LedgerFact.OpportunitySet(set, c, c.open() ? begun : now));
    return new Applied(set, facts);
  }

  static Outcome setLock(Owned o, boolean locked) {
    if (o.exemptions().locked() == locked) {
      return Applied.of(o);
    }
    Owned set = o.with(o.exemptions().withLock(locked));
    return Applied.of(set, new LedgerFact.LockSet(set));
  }

  /** Whoever works on an offer has accepted it. */
  private static Owned takenOn(Owned o, Instant at, List<LedgerFact> facts) {
    if (o.protection().acceptedAt() != null) {
      return o;
    }
    Owned accepted = o.with(o.protection().accepted(at));
    facts.add(new LedgerFact.Accepted(accepted));
    return accepted;
  }
}
