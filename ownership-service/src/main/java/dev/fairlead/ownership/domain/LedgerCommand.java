package dev.fairlead.ownership.domain;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What may be asked of the ledger: proposals of other services and commands of people. */
public sealed interface LedgerCommand {

  /**
   * Proposal: a rep shall own the lead that is being assigned; cause {@code admin}: transfer it.
   *
   * @param helpers who is to help him
   */
  record Assign(
      long epoch,
      String repId,
      @Nullable String team,
      Custody.Grant grant,
      ProtectionTerms terms,
      List<Custody.Helper> helpers)
      implements LedgerCommand {
    public Assign {
      helpers = List.copyOf(helpers);
    }

    /** The same with the rep's team. */
    public Assign withTeam(@Nullable String his) {
      return new Assign(epoch, repId, his, grant, terms, helpers);
    }

    /** An assignment to a rep alone. */
    public Assign(
        long epoch,
        String repId,
        @Nullable String team,
        Custody.Grant grant,
        ProtectionTerms terms) {
      this(epoch, repId, team, grant, terms, List.of());
    }
  }

  /** Proposal: nobody fits, a pool shall have it. */
  record ToPool(long epoch, String pool, String reason) implements LedgerCommand {}

  /** Proposal: a rep takes it from its pool, or a pool admin gives it. */
  record Claim(long epoch, String repId, @Nullable String team, String cause, ProtectionTerms terms)
      implements LedgerCommand {

    /** The same with the rep's team. */
    public Claim withTeam(@Nullable String his) {
      return new Claim(epoch, repId, his, cause, terms);
    }
  }

  /**
   * Proposal: the owner's time is over, by the protection's deadline, the accept window, or a
   * recycle rule of a pool.
   *
   * @param deadline the instant that was seen passing: the protection's deadline, for {@link
   *     #NOT_ACCEPTED} the end of the accept window, for a rule's clock what it came to
   * @param basis what a rule's clock counted from; null for the deadline and the accept window
   * @param to where the lead is to go; null for a pool
   */
  record Lapse(
      long epoch, Instant deadline, String reason, @Nullable Instant basis, @Nullable String to)
      implements LedgerCommand {
    /** Reason of a lapse of the accept window. */
    public static final String NOT_ACCEPTED = "not-accepted";

    /** Reason: no qualifying activity. */
    public static final String NO_FOLLOW_UP = "no-follow-up";

    /** Reason: no opportunity came of it. */
    public static final String NO_OPPORTUNITY = "no-opportunity";

    /** Reason: no deal came of the opportunity. */
    public static final String NO_DEAL = "no-deal";

    /** Reason: the contract that was won ended and was not renewed. */
    public static final String NO_RENEWAL = "no-renewal";

    /** The end of the accept window or of the protection. */
    public Lapse(long epoch, Instant deadline, String reason) {
      this(epoch, deadline, reason, null, null);
    }
  }

  /** Proposal: assignment shall decide on a pooled lead again. */
  record Recall(long epoch, String reason) implements LedgerCommand {}

  /** The owner takes the offer on. */
  record Accept() implements LedgerCommand {}

  /** The owner turns the offer down. */
  record Decline(String reason) implements LedgerCommand {}

  /** Somebody worked on the lead. */
  record LogActivity(
      String repId, String kind, @Nullable String outcome, boolean qualifying, Instant at)
      implements LedgerCommand {}

  /**
   * Something was agreed for an instant.
   *
   * @param at when; null calls it off
   * @param note what it is about
   */
  record Appoint(String repId, @Nullable Instant at, @Nullable String note)
      implements LedgerCommand {}

  /** A deal came in sight, or no longer is. */
  record SetOpportunity(String repId, boolean open, @Nullable BigDecimal value)
      implements LedgerCommand {}

  /**
   * The lead goes to another rep; the old owner may stay helper until an instant.
   *
   * @param cause {@code transferred}, or {@code admin} when it is done over the owner's head
   */
  record Transfer(
      String to,
      @Nullable String team,
      String reason,
      @Nullable Instant keepAsHelperUntil,
      String cause)
      implements LedgerCommand {

    /** Cause of a transfer over the owner's head: a manual decision, a departure. */
    public static final String ADMIN = "admin";

    /** A transfer among reps. */
    public Transfer(
        String to, @Nullable String team, String reason, @Nullable Instant keepAsHelperUntil) {
      this(to, team, reason, keepAsHelperUntil, "transferred");
    }

    /** The same with the receiver's team. */
    public Transfer withTeam(@Nullable String his) {
      return new Transfer(to, his, reason, keepAsHelperUntil, cause);
    }
  }

  /**
   * The lead goes to a pool.
   *
   * @param cause {@code returned} by the owner himself, {@code admin} over his head
   */
  record Release(String reason, @Nullable String pool, String cause) implements LedgerCommand {

    /** The owner gives it back. */
    public Release(String reason, @Nullable String pool) {
      this(reason, pool, "returned");
    }
  }

  /**
   * A stage is done and assignment decides who goes on.
   *
   * @param keepAsHelperUntil end of the old owner's access as a helper; null for none
   */
  record HandOff(String stage, @Nullable String reason, @Nullable Instant keepAsHelperUntil)
      implements LedgerCommand {}

  /**
   * The lead is done.
   *
   * @param contractUntil when the contract that was won ends
   */
  record Close(
      String result,
      @Nullable String reason,
      @Nullable BigDecimal value,
      @Nullable Instant contractUntil)
      implements LedgerCommand {

    /** An end without a contract that ends. */
    public Close(String result, @Nullable String reason, @Nullable BigDecimal value) {
      this(result, reason, value, null);
    }
  }

  /** Another lead goes on in place of this one. */
  record Merge(String into, @Nullable String reason) implements LedgerCommand {}

  /** Another rep may read or write. */
  record AddHelper(Custody.Helper helper) implements LedgerCommand {}

  /** A helper's access ends. */
  record RemoveHelper(String repId, @Nullable String reason) implements LedgerCommand {}

  /** The access of helpers whose time is over ends. */
  record ExpireHelpers() implements LedgerCommand {}

  /** The lead is exempt from recycling, or no longer. */
  record SetLock(boolean locked) implements LedgerCommand {}

  /** A dispute (撞单) freezes the lead. */
  record OpenDispute(String disputeId) implements LedgerCommand {}

  /**
   * A dispute is decided. {@link #UPHOLD} and {@link #SPLIT} leave the owner, {@link #TRANSFER}
   * makes {@code to} the owner, {@link #POOL} gives the lead to {@code pool}.
   */
  record DecideDispute(
      String disputeId,
      String outcome,
      @Nullable String to,
      @Nullable String team,
      @Nullable String pool,
      String reason)
      implements LedgerCommand {
    /** The owner keeps it. */
    public static final String UPHOLD = "uphold";

    /** The claimant gets it. */
    public static final String TRANSFER = "transfer";

    /** The owner keeps it, the credit is shared. */
    public static final String SPLIT = "split";

    /** Neither keeps it. */
    public static final String POOL = "pool";

    /** The same with the receiver's team. */
    public DecideDispute withTeam(@Nullable String his) {
      return new DecideDispute(disputeId, outcome, to, his, pool, reason);
    }
  }
}
