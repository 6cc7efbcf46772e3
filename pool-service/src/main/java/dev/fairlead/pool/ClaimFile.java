package dev.fairlead.pool;

import dev.fairlead.pool.domain.PastOwner;
import dev.fairlead.pool.domain.Pool;
import dev.fairlead.pool.domain.PoolSettings;
import dev.fairlead.pool.domain.PooledLead;
import dev.fairlead.pool.domain.ProtectionTerms;
import dev.fairlead.pool.domain.Rep;
import dev.fairlead.pool.domain.Usage;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Everything a number of claims is judged by, as it stood when the reps' rows had been locked.
 *
 * @param reps by id; unknown ones are missing
 * @param pools by id
 * @param leads entries of pooled leads by id
 * @param owners earlier owners by lead
 * @param terms what leads were protected by last
 */
record ClaimFile(
    Map<String, Rep> reps,
    Map<String, Pool> pools,
    PoolSettings settings,
    Map<String, PooledLead> leads,
    Map<String, List<PastOwner>> owners,
    Map<Seat, Usage> usages,
    Map<String, ProtectionTerms> terms,
    Instant now) {

  /** When the rep, or a mate if the pool bars teams, last stopped owning the lead. */
  @Nullable Instant lastOwnedAt(Rep rep, Pool pool, String leadId) {
    return owners.getOrDefault(leadId, List.of()).stream()
        .filter(owner -> owner.bars(rep, pool.claim().barTeam()))
        .map(PastOwner::until)
        .max(Instant::compareTo)
        .orElse(null);
  }
}
