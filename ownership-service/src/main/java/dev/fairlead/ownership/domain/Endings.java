package dev.fairlead.ownership.domain;

import dev.fairlead.ownership.domain.Custody.Assigning;
import dev.fairlead.ownership.domain.Custody.Closed;
import dev.fairlead.ownership.domain.Custody.Helper;
import dev.fairlead.ownership.domain.Custody.Owned;
import dev.fairlead.ownership.domain.Custody.Pooled;
import dev.fairlead.ownership.domain.Outcome.Applied;
import dev.fairlead.ownership.domain.Outcome.Refusal;
import dev.fairlead.ownership.domain.Outcome.Refused;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The ways custody ends without a new owner. */
final class Endings {

  private static final String HANDED_OFF = "handed-off";

  private Endings() {}

  static Outcome decline(Owned o, LedgerCommand.Decline c, int acceptTries) {
    if (o.protection().acceptedAt() != null) {
      return new Refused(Refusal.ALREADY_ACCEPTED);
    }
    if (o.exemptions().isDisputed()) {
      return new Refused(Refusal.DISPUTED);
    }
    Applied ended = offerEnded(o, "declined", c.reason(), acceptTries);
    List<LedgerFact> facts = new ArrayList<>();
    facts.add(new LedgerFact.Declined(o, c.reason()));
    facts.addAll(ended.facts());
    return new Applied(ended.custody(), facts);
  }

  /** An offer nobody took: the next candidate, or a pool after so many. */
  static Applied offerEnded(Owned o, String cause, String reason, int acceptTries) {
    int tries = o.tries() + 1;
    return tries >= acceptTries
        ? pooled(o, cause, null, reason)
        : assignAgain(o, cause, reason, tries);
  }

  static Applied assignAgain(Owned o, String cause, String reason, int tries) {
    long epoch = o.epoch() + 1;
    List<Helper> kept = o.stage() == null ? List.of() : o.helpers();
    return gone(
        new Assigning(epoch, tries, o.stage(), kept),
        o.stage() == null ? o.helpers() : List.of(),
        new LedgerFact.Released(
            epoch, o.owner(), cause, Ledger.TO_ASSIGNMENT, null, reason, o.stage()));
  }

  static Outcome release(Owned o, LedgerCommand.Release c) {
    boolean byHimself = !LedgerCommand.Transfer.ADMIN.equals(c.cause());
    return byHimself && o.exemptions().isDisputed()
        ? new Refused(Refusal.DISPUTED)
        : pooled(o, c.cause(), c.pool(), c.reason());
  }

  static Applied pooled(Owned o, String cause, @Nullable String pool, String reason) {
    long epoch = o.epoch() + 1;
    return gone(
        new Pooled(epoch, pool),
        o.helpers(),
        new LedgerFact.Released(epoch, o.owner(), cause, Ledger.TO_POOL, pool, reason, null));
  }

  static Outcome handOff(Owned o, LedgerCommand.HandOff c, Instant now) {
    if (o.exemptions().isDisputed()) {
      return new Refused(Refusal.DISPUTED);
    }
    List<Helper> active = o.helpers().stream().filter(h -> h.isActive(now)).toList();
    return handedOff(o.epoch() + 1, o.owner(), active, c);
  }

  /** After the deal: whoever looks after customers takes it on. */
  static Outcome handOff(Closed closed, LedgerCommand.HandOff c) {
    if (!closed.isWon() || closed.owner() == null || !"csm".equals(c.stage())) {
      return new Refused(Refusal.CLOSED);
    }
    return handedOff(closed.epoch() + 1, closed.owner(), List.of(), c);
  }

  private static Outcome handedOff(
      long epoch, String owner, List<Helper> helpers, LedgerCommand.HandOff c) {
    Helper before = new Helper(owner, Helper.WRITE, c.keepAsHelperUntil());
    List<Helper> all = new ArrayList<>(helpers);
    all.add(before);
    return Applied.of(
        new Assigning(epoch, 0, c.stage(), all),
        new LedgerFact.HandedOff(epoch, owner, c.stage()),
        new LedgerFact.Released(
            epoch, owner, HANDED_OFF, Ledger.TO_ASSIGNMENT, null, c.reason(), c.stage()),
        new LedgerFact.HelperAdded(before));
  }

  static Outcome close(Custody custody, LedgerCommand.Close c) {
    Instant until = Closed.WON.equals(c.result()) ? c.contractUntil() : null;
    Closed closed = closed(custody, c.result(), null, until);
    return gone(closed, custody.helpers(), new LedgerFact.Closed(closed, c.reason(), c.value()));
  }

  static Outcome merge(Custody custody, LedgerCommand.Merge c) {
    if (custody instanceof Owned o && o.exemptions().isDisputed()) {
      return new Refused(Refusal.DISPUTED);
    }
    Closed closed = closed(custody, Closed.MERGED, c.into(), null);
    return gone(closed, custody.helpers(), new LedgerFact.Closed(closed, c.reason(), null));
  }

  private static Closed closed(
      Custody custody, String result, @Nullable String into, @Nullable Instant until) {
    Owned o = custody instanceof Owned owned ? owned : null;
    return new Closed(
        custody.epoch() + 1,
        result,
        o == null ? null : o.owner(),
        o == null ? null : o.team(),
        into,
        until);
  }

  static Outcome reopened(Closed closed, String cause, String reason, @Nullable String to) {
    long epoch = closed.epoch() + 1;
    boolean again = Ledger.TO_ASSIGNMENT.equals(to);
    return Applied.of(
        again ? new Assigning(epoch, 0, null, List.of()) : new Pooled(epoch, null),
        new LedgerFact.Released(
            epoch,
            closed.owner(),
            cause,
            again ? Ledger.TO_ASSIGNMENT : Ledger.TO_POOL,
            null,
            reason,
            null));
  }

  /** Access goes with the ownership it helped. */
  static Applied gone(Custody to, List<Helper> helpers, LedgerFact fact) {
    List<LedgerFact> facts = new ArrayList<>();
    facts.add(fact);
    helpers.forEach(h -> facts.add(new LedgerFact.HelperRemoved(h.repId(), "ended")));
    return new Applied(to, facts);
  }
}
