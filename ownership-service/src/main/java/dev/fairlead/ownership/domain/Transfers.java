package dev.fairlead.ownership.domain;

import dev.fairlead.ownership.domain.Custody.Helper;
import dev.fairlead.ownership.domain.Custody.Owned;
import dev.fairlead.ownership.domain.Outcome.Applied;
import dev.fairlead.ownership.domain.Outcome.Refusal;
import dev.fairlead.ownership.domain.Outcome.Refused;
import java.util.ArrayList;
import java.util.List;

/**
 * From one owner to another. The episode goes on: neither its deadline nor its hard end moves, so
 * two reps who swap a lead gain nothing. What was agreed with the lead goes along; the lock does
 * not, for it is out of the owner's own number.
 */
final class Transfers {

  private Transfers() {}

  static Outcome transfer(Owned o, LedgerCommand.Transfer c) {
    if (o.owner().equals(c.to())) {
      return new Refused(Refusal.SAME_OWNER);
    }
    Owned to =
        new Owned(
            o.epoch() + 1,
            c.to(),
            c.team(),
            o.stage(),
            o.grant().as(c.cause()),
            o.protection().withoutOffer(),
            o.tries(),
            o.exemptions().withLock(false),
            helpers(o, c));
    return new Applied(to, facts(o, to, c));
  }

  private static List<Helper> helpers(Owned o, LedgerCommand.Transfer c) {
    List<Helper> helpers =
        new ArrayList<>(o.helpers().stream().filter(h -> !h.repId().equals(c.to())).toList());
    if (c.keepAsHelperUntil() != null) {
      helpers.add(new Helper(o.owner(), Helper.WRITE, c.keepAsHelperUntil()));
    }
    return helpers;
  }

  private static List<LedgerFact> facts(Owned from, Owned to, LedgerCommand.Transfer c) {
    List<LedgerFact> facts = new ArrayList<>();
    facts.add(new LedgerFact.Transferred(from.owner(), to, c.reason()));
    if (from.exemptions().locked()) {
      facts.add(new LedgerFact.LockSet(to));
    }
    if (Helping.has(from.helpers(), c.to())) {
      facts.add(new LedgerFact.HelperRemoved(c.to(), "owner"));
    }
    if (c.keepAsHelperUntil() != null) {
      facts.add(new LedgerFact.HelperAdded(to.helpers().getLast()));
    }
    return facts;
  }
}
