package dev.fairlead.pool;

import dev.fairlead.kit.http.Caller;
import dev.fairlead.kit.http.ProblemException;
import dev.fairlead.kit.sql.Transactions;
import dev.fairlead.pool.adapter.PooledLeads;
import dev.fairlead.pool.adapter.Pools;
import dev.fairlead.pool.adapter.StoredPool;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Takes away a pool that has no leads. */
@ApplicationScoped
public class DeletePool {

  private final Transactions transactions;
  private final Pools pools;
  private final PooledLeads pooledLeads;
  private final Clock clock;

  DeletePool(Transactions transactions, Pools pools, PooledLeads pooledLeads, Clock clock) {
    this.transactions = transactions;
    this.pools = pools;
    this.pooledLeads = pooledLeads;
    this.clock = clock;
  }

  /**
   * Deletes it.
   *
   * @param mayDelete asked with the present version
   */
  public Uni<Void> delete(Caller by, String id, Predicate<@Nullable Integer> mayDelete) {
    return transactions.run(
        session ->
            pools
                .lock(session)
                .chain(() -> pools.find(session, id))
                .map(found -> ClaimLeads.require(found, id))
                .invoke(pool -> PutPool.require(mayDelete.test(pool.version())))
                .call(() -> pooledLeads.count(session, id).invoke(count -> requireEmpty(count)))
                .chain((StoredPool pool) -> pools.remove(session, pool, by.id(), clock.instant())));
  }

  private static void requireEmpty(long leads) {
    if (leads > 0) {
      throw ProblemException.conflict(
          "pool.not-empty", "this pool has " + leads + " leads; move them first");
    }
  }
}
