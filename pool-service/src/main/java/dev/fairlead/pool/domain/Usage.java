package dev.fairlead.pool.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a rep has used of his limits, claims the ledger still decides on included.
 *
 * @param claimsToday claims made in the pool since his day began; released leads stay counted
 * @param lastClaimAt his last claim in the pool
 * @param heldFromPool leads he holds out of the pool
 * @param held leads he holds at all
 * @param suspended a penalty bars him now
 */
public record Usage(
    int claimsToday, @Nullable Instant lastClaimAt, int heldFromPool, int held, boolean suspended) {

  /** The same rep after one more claim in this pool. */
  public Usage afterClaim(Instant at) {
    return new Usage(claimsToday + 1, at, heldFromPool + 1, held + 1, suspended);
  }

  /** The same rep after one more lead was given to him out of this pool. */
  public Usage afterAssignment() {
    return new Usage(claimsToday, lastClaimAt, heldFromPool + 1, held + 1, suspended);
  }

  /** The same rep after one more claim in another pool. */
  public Usage afterClaimElsewhere() {
    return new Usage(claimsToday, lastClaimAt, heldFromPool, held + 1, suspended);
  }
}
