package dev.fairlead.ownership.adapter;

import dev.fairlead.events.evidence.Evidence;
import dev.fairlead.ownership.domain.Custody;

/** A lead as the ledger stands at it: who holds it, and where its entries end. */
public record Standing(Custody custody, Chain chain) {

  /** A lead that the ledger has not met. */
  public static Standing unmet(String leadId) {
    return new Standing(Custody.UNMET, new Chain(0, Evidence.genesis(leadId)));
  }
}
