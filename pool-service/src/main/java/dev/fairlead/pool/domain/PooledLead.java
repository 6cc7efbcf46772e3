package dev.fairlead.pool.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A lead that nobody owns and a pool keeps.
 *
 * @param epoch the custody epoch that pooled it
 * @param pool absent while it waits for one
 * @param cause why it was released
 * @param asked pool asked for at the release
 * @param pooledAt the instant it became nobody's; cool-off counts from here
 * @param availableAt the instant from which it may be claimed
 * @param claimedBy id of the proposal (claim or recall) the ledger is still deciding on
 * @param waitsFor what it waits for while no pool has it
 * @param origin the course of events it came by
 * @param shelf how long it stays in circulation
 */
public record PooledLead(
    String leadId,
    long epoch,
    @Nullable String pool,
    String cause,
    @Nullable String asked,
    Instant pooledAt,
    Instant availableAt,
    @Nullable String claimedBy,
    @Nullable Wait waitsFor,
    Origin origin,
    Shelf shelf) {

  /** A lead that no owner lost before. */
  public PooledLead(
      String leadId,
      long epoch,
      @Nullable String pool,
      String cause,
      @Nullable String asked,
      Instant pooledAt,
      Instant availableAt,
      @Nullable String claimedBy,
      @Nullable Wait waitsFor,
      Origin origin) {
    this(
        leadId,
        epoch,
        pool,
        cause,
        asked,
        pooledAt,
        availableAt,
        claimedBy,
        waitsFor,
        origin,
        Shelf.NEW);
  }

  /** A lead that was released at an instant and still looks for its pool. */
  public static PooledLead released(
      String leadId, long epoch, String cause, @Nullable String asked, Instant at, Origin origin) {
    return new PooledLead(leadId, epoch, null, cause, asked, at, at, null, Wait.POOL, origin);
  }

  /** The same lead after so many rounds. */
  public PooledLead after(int rounds) {
    return with(claimedBy, new Shelf(rounds, shelf.archiveAt(), shelf.archived()));
  }

  /** The same lead in a pool; its cool-off still counts from when it was pooled first. */
  public PooledLead in(Pool target) {
    return new PooledLead(
        leadId,
        epoch,
        target.id(),
        cause,
        asked,
        pooledAt,
        target.availableAt(pooledAt),
        claimedBy,
        null,
        origin,
        shelf.under(target.circulation().archive(), pooledAt));
  }

  /** The same lead where the choice sends it. */
  public PooledLead by(PoolChoice choice) {
    return switch (choice) {
      case PoolChoice.Chosen chosen -> in(chosen.pool());
      case PoolChoice.WaitForFacts wait -> waiting(Wait.FACTS);
      case PoolChoice.WaitForPool wait -> waiting(Wait.POOL);
    };
  }

  /** The same lead at its old place, after a claim or a recall came to nothing. */
  public PooledLead restored() {
    return with(null, shelf);
  }

  /** The same lead, kept for the assignment that a recall asks for. */
  public PooledLead recalledBy(String proposal) {
    return with(proposal, shelf);
  }

  /** The same lead in circulation again, its rounds and its time in the pool counted anew. */
  public PooledLead circulating(Pool here, Instant at) {
    return with(claimedBy, Shelf.NEW.under(here.circulation().archive(), at));
  }

  private PooledLead with(@Nullable String proposal, Shelf kept) {
    return new PooledLead(
        leadId, epoch, pool, cause, asked, pooledAt, availableAt, proposal, waitsFor, origin, kept);
  }

  private PooledLead waiting(Wait what) {
    return new PooledLead(
        leadId, epoch, null, cause, asked, pooledAt, availableAt, null, what, origin, shelf);
  }

  /**
   * How long a lead stays in circulation.
   *
   * @param rounds how often owners lost it or gave it back since somebody worked on it
   * @param archiveAt when it leaves circulation; absent for never
   * @param archived it did: it stays, but is neither listed nor claimed
   */
  public record Shelf(int rounds, @Nullable Instant archiveAt, boolean archived) {

    /** Of a lead that no owner lost. */
    static final Shelf NEW = new Shelf(0, null, false);

    Shelf under(ArchiveRule rule, Instant since) {
      return new Shelf(rounds, rule.due(since).orElse(null), archived || rule.reached(rounds));
    }
  }
}
