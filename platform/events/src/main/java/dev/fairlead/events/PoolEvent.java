package dev.fairlead.events;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Facts and proposals of pool-service, on {@link Topic#POOL}. */
public sealed interface PoolEvent extends Event {

  /** Id of the lead; absent for what concerns no single one. */
  @Nullable String leadId();

  /** A released lead landed in this pool and can be claimed from {@code availableAt}. */
  record Pooled(String leadId, long epoch, String pool, String cause, Instant availableAt)
      implements OfLead {}

  /**
   * Proposal: the rep takes the lead.
   *
   * @param cause {@code claimed}, or {@code admin} when a pool admin gave it
   * @param operator who acted, when not the rep himself
   * @param draw rule of the draw in a fair window, with its {@code seed}
   */
  record Claimed(
      String leadId,
      long epoch,
      String pool,
      String repId,
      String cause,
      @Nullable String operator,
      Terms terms,
      @Nullable String draw,
      @Nullable String seed,
      @Nullable List<Entrant> entrants)
      implements OfLead {

    /** A claim that nobody else contended in a draw. */
    public Claimed(
        String leadId,
        long epoch,
        String pool,
        String repId,
        String cause,
        @Nullable String operator,
        Terms terms,
        @Nullable String draw,
        @Nullable String seed) {
      this(leadId, epoch, pool, repId, cause, operator, terms, draw, seed, null);
    }
  }

  /**
   * Who took part in a draw, with the number its rule compares: the smaller one wins.
   *
   * @param number as decimal text, so that it reads the same everywhere
   * @param refused the limit that passed him over when the draw was held, e.g. {@code
   *     claim.daily-limit}; absent for who could win
   */
  record Entrant(String repId, String number, @Nullable String refused) {

    /** An entrant who could win. */
    public Entrant(String repId, String number) {
      this(repId, number, null);
    }
  }

  /**
   * A claim did not win, and why.
   *
   * @param draw rule of the draw it lost, with its {@code seed} and all who took part
   */
  record ClaimLost(
      String leadId,
      String pool,
      String repId,
      String reason,
      @Nullable String draw,
      @Nullable String seed,
      @Nullable List<Entrant> entrants)
      implements OfLead {

    /** A claim that came to nothing without a draw. */
    public ClaimLost(
        String leadId,
        String pool,
        String repId,
        String reason,
        @Nullable String draw,
        @Nullable String seed) {
      this(leadId, pool, repId, reason, draw, seed, null);
    }
  }

  /** A protection is about to end; {@code step} is the ISO-8601 time before the deadline. */
  record Expiring(String leadId, long epoch, String owner, Instant deadline, String step)
      implements OfLead {}

  /**
   * Proposal: the owner's time is over.
   *
   * @param deadline the instant that passed
   * @param reason {@code not-accepted}, {@code no-follow-up}, {@code no-opportunity}, {@code
   *     no-deal} or {@code no-renewal}
   * @param basis for the clocks of a pool's recycle rules: the instant the clock counted from
   *     (acquisition, last qualifying activity, opening of the opportunity, end of the contract).
   *     The ledger refuses as stale when its own differs, so that what was done between evaluation
   *     and release wins. Absent for the protection's own deadline and the accept window
   * @param to {@code pool} (when absent) or {@code assignment}, where the rule sends it back there
   */
  record Lapsed(
      String leadId,
      long epoch,
      String owner,
      Instant deadline,
      String reason,
      @Nullable Instant basis,
      @Nullable String to)
      implements OfLead {

    /** The end of an accept window or of a protection. */
    public Lapsed(String leadId, long epoch, String owner, Instant deadline, String reason) {
      this(leadId, epoch, owner, deadline, reason, null, null);
    }
  }

  /**
   * Proposal: assignment shall decide on a pooled lead again.
   *
   * @param reason {@code touched}, {@code recycled}, or a pool admin's words
   */
  record Recalled(String leadId, long epoch, String pool, String reason) implements OfLead {}

  /** An admin moved the lead between pools. */
  record Moved(String leadId, String from, String to, String operator) implements OfLead {}

  /** The lead left circulation: it stays in its pool, but is neither listed nor claimed. */
  record Archived(String leadId, String pool, @Nullable String reason) implements OfLead {}

  /** An archived lead is in circulation again. */
  record Restored(String leadId, long epoch, String pool, String reason) implements OfLead {}

  /**
   * The caps that hold for every rep, with every change; the ledger obeys them whatever way a lead
   * comes to its owner.
   *
   * @param id always {@link #ID}; there is one such document
   * @param globalHoldingCap most leads a rep may hold at once; absent for no limit
   * @param countWon whether won leads count as held
   */
  record Settings(String id, @Nullable Integer globalHoldingCap, boolean countWon)
      implements PoolEvent {
    /** Id of the one document. */
    public static final String ID = "settings";

    @Override
    public @Nullable String leadId() {
      return null;
    }

    @Override
    public String key() {
      return id;
    }
  }

  /** What concerns one lead. */
  sealed interface OfLead extends PoolEvent {
    @Override
    String leadId();

    @Override
    default String key() {
      return leadId();
    }
  }
}
