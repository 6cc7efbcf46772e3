package dev.fairlead.pool;

import dev.fairlead.events.PoolEvent;
import dev.fairlead.kit.event.EventLog;
import dev.fairlead.kit.event.Fact;
import dev.fairlead.kit.event.Flow;
import dev.fairlead.kit.http.Caller;
import dev.fairlead.kit.http.ProblemException;
import dev.fairlead.kit.sql.Transactions;
import dev.fairlead.pool.adapter.PooledLeads;
import dev.fairlead.pool.adapter.Pools;
import dev.fairlead.pool.adapter.StoredPool;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * Takes away a pool: one that has no leads, or one whose leads move to another pool. Claims the
 * ledger still decides on move along, so that a refused one finds its lead in the other pool.
 */
@ApplicationScoped
public class DeletePool {

  private final Transactions transactions;
  private final Pools pools;
  private final PooledLeads pooledLeads;
  private final EventLog log;
  private final Clock clock;

  DeletePool(
      Transactions transactions, Pools pools, PooledLeads pooledLeads, EventLog log, Clock clock) {
    this.transactions = transactions;
    this.pools = pools;
    this.pooledLeads = pooledLeads;
    this.log = log;
    this.clock = clock;
  }

  /**
   * Deletes it.
   *
   * @param moveTo the pool that takes its leads; null when it has to be empty
   * @param mayDelete asked with the present version
   */
  public Uni<Void> delete(
      Caller by,
      String id,
      @Nullable String moveTo,
      Predicate<@Nullable Integer> mayDelete,
      Flow flow) {
    return transactions.run(
        session ->
            pools
                .lock(session)
                .chain(() -> pools.find(session, id))
                .map(found -> ClaimLeads.require(found, id))
                .invoke(pool -> PutPool.require(mayDelete.test(pool.version())))
                .call(() -> empty(session, by, id, moveTo, flow))
                .chain((StoredPool pool) -> pools.remove(session, pool, by.id(), clock.instant())));
  }

  private Uni<Void> empty(
      Mutiny.Session session, Caller by, String id, @Nullable String moveTo, Flow flow) {
    if (moveTo == null) {
      return pooledLeads.count(session, id).invoke(DeletePool::requireEmpty).replaceWithVoid();
    }
    if (moveTo.equals(id)) {
      throw ProblemException.invalid("pool.move-to", "/moveTo", "is the pool that goes");
    }
    return pools
        .of(session, List.of(moveTo))
        .map(found -> ClaimLeads.require(found.get(moveTo), moveTo))
        .chain(target -> pooledLeads.moveAll(session, id, target))
        .chain(moved -> log.append(session, facts(moved, by, id, moveTo, flow)));
  }

  private List<Fact> facts(List<String> moved, Caller by, String from, String to, Flow flow) {
    Instant now = clock.instant();
    return moved.stream()
        .map(lead -> Fact.of(new PoolEvent.Moved(lead, from, to, by.id()), flow, now))
        .toList();
  }

  private static void requireEmpty(long leads) {
    if (leads > 0) {
      throw ProblemException.conflict(
          "pool.not-empty", "this pool has " + leads + " leads; say with moveTo where they go");
    }
  }
}
