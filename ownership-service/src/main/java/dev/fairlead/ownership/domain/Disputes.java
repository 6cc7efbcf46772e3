package dev.fairlead.ownership.domain;

import dev.fairlead.ownership.domain.Custody.Owned;
import dev.fairlead.ownership.domain.LedgerCommand.DecideDispute;
import dev.fairlead.ownership.domain.Outcome.Applied;
import dev.fairlead.ownership.domain.Outcome.Refusal;
import dev.fairlead.ownership.domain.Outcome.Refused;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** What a dispute (撞单) does to the custody it is about: it freezes it, its decision may move it. */
final class Disputes {

  private static final String CAUSE = "disputed";

  private Disputes() {}

  static Outcome open(Owned o, LedgerCommand.OpenDispute c) {
    if (o.exemptions().disputes().contains(c.disputeId())) {
      return Applied.of(o);
    }
    return Applied.of(
        o.with(o.exemptions().disputed(c.disputeId())),
        new LedgerFact.DisputeOpened(c.disputeId()));
  }

  /**
   * A lead nobody owns any more stays where it is: who had it can still be upheld and credit split,
   * but there is no ownership left to move.
   */
  static Outcome decide(Custody custody, DecideDispute c) {
    if (custody instanceof Owned o) {
      return decide(o.with(o.exemptions().settled(c.disputeId())), c);
    }
    boolean moves =
        DecideDispute.TRANSFER.equals(c.outcome()) || DecideDispute.POOL.equals(c.outcome());
    if (moves) {
      return new Refused(custody instanceof Custody.Closed ? Refusal.CLOSED : Refusal.STALE);
    }
    return Applied.of(custody, decided(c));
  }

  private static Outcome decide(Owned settled, DecideDispute c) {
    Outcome moved =
        switch (c.outcome()) {
          case DecideDispute.TRANSFER -> transfer(settled, c);
          case DecideDispute.POOL -> Endings.pooled(settled, CAUSE, c.pool(), c.reason());
          default -> Applied.of(settled);
        };
    if (!(moved instanceof Applied applied)) {
      return moved;
    }
    List<LedgerFact> facts = new ArrayList<>();
    facts.add(decided(c));
    facts.addAll(applied.facts());
    return new Applied(applied.custody(), facts);
  }

  private static Outcome transfer(Owned settled, DecideDispute c) {
    String to = Objects.requireNonNull(c.to(), "whom a dispute transfers the lead to");
    return to.equals(settled.owner())
        ? Applied.of(settled)
        : Transfers.transfer(
            settled, new LedgerCommand.Transfer(to, c.team(), c.reason(), null, CAUSE));
  }

  private static LedgerFact decided(DecideDispute c) {
    return new LedgerFact.DisputeDecided(c.disputeId(), c.outcome(), c.reason());
  }
}
