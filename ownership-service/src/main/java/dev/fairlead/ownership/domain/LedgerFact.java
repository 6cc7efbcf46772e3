package dev.fairlead.ownership.domain;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What the ledger says happened. */
public sealed interface LedgerFact {

  /** A rep holds the lead. */
  record Granted(Custody.Owned owned) implements LedgerFact {}

  /** He took it on. */
  record Accepted(Custody.Owned owned) implements LedgerFact {}

  /** He turned it down. */
  record Declined(Custody.Owned owned, String reason) implements LedgerFact {}

  /** Somebody worked on it. */
  record Worked(Custody.Owned owned, LedgerCommand.LogActivity activity) implements LedgerFact {}

  /** Its deadline moved. */
  record Extended(Custody.Owned owned) implements LedgerFact {}

  /** Something was agreed for an instant, or called off. */
  record Appointed(Custody.Owned owned, LedgerCommand.Appoint command) implements LedgerFact {}

  /** A deal came in sight at that instant, or no longer is. */
  record OpportunitySet(Custody.Owned owned, LedgerCommand.SetOpportunity command, Instant at)
      implements LedgerFact {}

  /** It changed hands. */
  record Transferred(String from, Custody.Owned owned, String reason) implements LedgerFact {}

  /**
   * Nobody owns it any more.
   *
   * @param to {@code pool} or {@code assignment}
   * @param stage the stage assignment is to decide for; null for the first
   */
  record Released(
      long epoch,
      @Nullable String from,
      String cause,
      String to,
      @Nullable String pool,
      @Nullable String reason,
      @Nullable String stage)
      implements LedgerFact {}

  /** A stage is done. */
  record HandedOff(long epoch, String from, String stage) implements LedgerFact {}

  /** It is done. */
  record Closed(Custody.Closed closed, @Nullable String reason, @Nullable BigDecimal value)
      implements LedgerFact {}

  /** A helper joined, or his access changed. */
  record HelperAdded(Custody.Helper helper) implements LedgerFact {}

  /** A helper's access ended. */
  record HelperRemoved(String repId, String reason) implements LedgerFact {}

  /** The exemption from recycling began or ended. */
  record LockSet(Custody.Owned owned) implements LedgerFact {}

  /** A dispute froze the lead; whoever keeps disputes tells the world. */
  record DisputeOpened(String disputeId) implements LedgerFact {}

  /** A dispute no longer freezes it; whoever keeps disputes tells the world. */
  record DisputeDecided(String disputeId, String outcome, String reason) implements LedgerFact {}

  /** It lies in this pool. */
  record Placed(String pool, boolean moved) implements LedgerFact {}
}
