package dev.fairlead.pool.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Everything a claim is judged by.
 *
 * @param lead absent when the pool does not have it
 * @param lastOwnedAt the end of the last ownership by the rep, or by a mate if the pool bars teams
 */
public record ClaimAttempt(
    Rep rep,
    Pool pool,
    @Nullable PooledLead lead,
    @Nullable Instant lastOwnedAt,
    Usage usage,
    PoolSettings settings,
    Instant now) {}
