package dev.fairlead.ownership.domain;

import java.math.BigDecimal;
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

  /** It changed hands. */
  record Transferred(String from, Custody.Owned owned, String reason) implements LedgerFact {}

  /** Nobody owns it any more; {@code to} is {@code pool} or {@code assignment}. */
  record Released(
      long epoch,
      @Nullable String from,
      String cause,
      String to,
      @Nullable String pool,
      @Nullable String reason)
      implements LedgerFact {}

  /** It is done. */
  record Closed(Custody.Closed closed, @Nullable String reason, @Nullable BigDecimal value)
      implements LedgerFact {}

  /** A helper joined. */
  record HelperAdded(Custody.Helper helper) implements LedgerFact {}

  /** The exemption from recycling began or ended. */
  record LockSet(Custody.Owned owned) implements LedgerFact {}
}
