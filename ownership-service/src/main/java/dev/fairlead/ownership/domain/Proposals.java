package dev.fairlead.ownership.domain;

import dev.fairlead.ownership.domain.Custody.Assigning;
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
import java.util.Set;

/** What assignment and the pools propose; each quotes the epoch it acted on. */
final class Proposals {

  private static final Set<String> RECALLS = Set.of("touched", "recycled");

  private Proposals() {}

  static Outcome assign(
      Custody custody, LedgerCommand.Assign c, OwnerCalendar calendar, Instant now) {
    if (custody.epoch() != c.epoch()) {
      return new Refused(Refusal.STALE);
    }
    return switch (custody) {
      case Assigning a -> grant(a, c, Protection.begin(c.terms(), now, calendar));
      case Owned o when LedgerCommand.Transfer.ADMIN.equals(c.grant().cause()) ->
          Transfers.transfer(
              o,
              new LedgerCommand.Transfer(
                  c.repId(), c.team(), "admin", null, LedgerCommand.Transfer.ADMIN));
      case Owned o -> new Refused(Refusal.STALE);
      case Pooled p -> new Refused(Refusal.STALE);
      case Custody.Closed closed -> new Refused(Refusal.CLOSED);
    };
  }

  /** Who helped on the way here goes on helping, and so does whom the decision names. */
  private static Outcome grant(Assigning a, LedgerCommand.Assign c, Protection protection) {
    List<Helper> carried = a.helpers().stream().filter(h -> !h.repId().equals(c.repId())).toList();
    List<Helper> joining =
        c.helpers().stream()
            .filter(h -> !h.repId().equals(c.repId()) && !Helping.has(carried, h.repId()))
            .toList();
    List<Helper> helpers = new ArrayList<>(carried);
    helpers.addAll(joining);
    Owned owned =
        new Owned(
            a.epoch() + 1,
            c.repId(),
            c.team(),
            a.stage(),
            c.grant(),
            protection,
            a.tries(),
            Exemptions.NONE,
            helpers);
    List<LedgerFact> facts = new ArrayList<>();
    facts.add(new LedgerFact.Granted(owned));
    if (carried.size() < a.helpers().size()) {
      facts.add(new LedgerFact.HelperRemoved(c.repId(), "owner"));
    }
    joining.forEach(h -> facts.add(new LedgerFact.HelperAdded(h)));
    return new Applied(owned, facts);
  }

  static Outcome toPool(Custody custody, LedgerCommand.ToPool c) {
    if (!(custody instanceof Assigning a) || a.epoch() != c.epoch()) {
      return new Refused(Refusal.STALE);
    }
    long epoch = a.epoch() + 1;
    return Endings.gone(
        new Pooled(epoch, c.pool()),
        a.helpers(),
        new LedgerFact.Released(
            epoch, null, "unassigned", Ledger.TO_POOL, c.pool(), c.reason(), null));
  }

  static Outcome claim(
      Custody custody, LedgerCommand.Claim c, OwnerCalendar calendar, Instant now) {
    if (!(custody instanceof Pooled p) || p.epoch() != c.epoch()) {
      return new Refused(Refusal.STALE);
    }
    Owned owned =
        new Owned(
            p.epoch() + 1,
            c.repId(),
            c.team(),
            null,
            new Custody.Grant(c.cause(), null, null, null),
            Protection.begin(c.terms(), now, calendar).withoutOffer().accepted(now),
            0,
            Exemptions.NONE,
            List.of());
    return Applied.of(owned, new LedgerFact.Granted(owned));
  }

  static Outcome recall(Custody custody, LedgerCommand.Recall c) {
    if (!(custody instanceof Pooled p) || p.epoch() != c.epoch()) {
      return new Refused(Refusal.STALE);
    }
    long epoch = p.epoch() + 1;
    String cause = RECALLS.contains(c.reason()) ? c.reason() : LedgerCommand.Transfer.ADMIN;
    return Applied.of(
        new Assigning(epoch, 0, null, List.of()),
        new LedgerFact.Released(epoch, null, cause, Ledger.TO_ASSIGNMENT, null, c.reason(), null));
  }
}
