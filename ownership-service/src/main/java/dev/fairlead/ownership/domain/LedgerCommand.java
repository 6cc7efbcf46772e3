package dev.fairlead.ownership.domain;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What may be asked of the ledger: proposals of other services and commands of people. */
public sealed interface LedgerCommand {

  /**
   * Proposal: a rep shall own the lead that is being assigned; cause {@code admin}: transfer it.
   */
  record Assign(
      long epoch, String repId, @Nullable String team, Custody.Grant grant, ProtectionTerms terms)
      implements LedgerCommand {}

  /** Proposal: nobody fits, a pool shall have it. */
  record ToPool(long epoch, String pool, String reason) implements LedgerCommand {}

  /** Proposal: a rep takes it from its pool, or a pool admin gives it. */
  record Claim(long epoch, String repId, @Nullable String team, String cause, ProtectionTerms terms)
      implements LedgerCommand {}

  /**
   * Proposal: the owner's time is over.
   *
   * @param deadline the deadline that was seen passing; for {@link #NOT_ACCEPTED} the end of the
   *     accept window
   */
  record Lapse(long epoch, Instant deadline, String reason) implements LedgerCommand {
    /** Reason of a lapse of the accept window. */
    public static final String NOT_ACCEPTED = "not-accepted";
  }

  /** The owner takes the offer on. */
  record Accept() implements LedgerCommand {}

  /** The owner turns the offer down. */
  record Decline(String reason) implements LedgerCommand {}

  /** Somebody worked on the lead. */
  record LogActivity(
      String repId, String kind, @Nullable String outcome, boolean qualifying, Instant at)
      implements LedgerCommand {}

  /** The lead goes to another rep; the old owner may stay helper until an instant. */
  record Transfer(
      String to, @Nullable String team, String reason, @Nullable Instant keepAsHelperUntil)
      implements LedgerCommand {}

  /** The owner gives it back. */
  record Release(String reason, @Nullable String pool) implements LedgerCommand {}

  /** The lead is done. */
  record Close(String result, @Nullable String reason, @Nullable BigDecimal value)
      implements LedgerCommand {}

  /** Another rep may read or write. */
  record AddHelper(Custody.Helper helper) implements LedgerCommand {}

  /** The lead is exempt from recycling, or no longer. */
  record SetLock(boolean locked) implements LedgerCommand {}
}
