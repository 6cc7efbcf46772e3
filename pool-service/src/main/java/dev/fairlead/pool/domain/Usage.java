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
    int claimsToday,
    @Nullable Instant lastClaimAt,
    int heldFromPool,
    int held,
    boolean suspended) {}
