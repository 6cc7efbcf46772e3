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
 * @param claimedBy id of the claim the ledger is still deciding on
 * @param waitsFor what it waits for while no pool has it
 * @param origin the course of events it came by
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
    Origin origin) {

  /** A lead that was released at an instant and still looks for its pool. */
  public static PooledLead released(
      String leadId, long epoch, String cause, @Nullable String asked, Instant at, Origin origin) {
    return new PooledLead(leadId, epoch, null, cause, asked, at, at, null, Wait.POOL, origin);
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
        origin);
  }

  /** The same lead where the choice sends it. */
  public PooledLead by(PoolChoice choice) {
    return switch (choice) {
      case PoolChoice.Chosen chosen -> in(chosen.pool());
      case PoolChoice.WaitForFacts wait -> waiting(Wait.FACTS);
      case PoolChoice.WaitForPool wait -> waiting(Wait.POOL);
    };
  }

  /** The same lead at its old place, after a claim came to nothing. */
  public PooledLead restored() {
    return new PooledLead(
        leadId, epoch, pool, cause, asked, pooledAt, availableAt, null, waitsFor, origin);
  }

  private PooledLead waiting(Wait what) {
    return new PooledLead(
        leadId, epoch, null, cause, asked, pooledAt, availableAt, null, what, origin);
  }
}
