package dev.fairlead.pool;

import dev.fairlead.kit.http.Caller;
import dev.fairlead.kit.http.Problem;
import dev.fairlead.kit.http.ProblemException;
import dev.fairlead.kit.sql.Transactions;
import dev.fairlead.pool.adapter.PoolDocument;
import dev.fairlead.pool.adapter.Pools;
import dev.fairlead.pool.adapter.StoredPool;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Makes a pool, or gives it a new version. */
@ApplicationScoped
public class PutPool {

  private final Transactions transactions;
  private final Pools pools;
  private final Clock clock;

  PutPool(Transactions transactions, Pools pools, Clock clock) {
    this.transactions = transactions;
    this.pools = pools;
    this.clock = clock;
  }

  /**
   * Writes a document that was checked.
   *
   * @param mayReplace asked with the present version, null when there is no such pool
   */
  public Uni<StoredPool> put(
      Caller by, String id, PoolDocument document, Predicate<@Nullable Integer> mayReplace) {
    return transactions.run(
        session ->
            pools
                .lock(session)
                .chain(() -> pools.find(session, id))
                .invoke(
                    present -> require(mayReplace.test(present == null ? null : present.version())))
                .chain(() -> pools.put(session, id, document, by.id(), clock.instant())));
  }

  static void require(boolean unchanged) {
    if (!unchanged) {
      throw new ProblemException(
          Problem.of(412, "config.changed", "it is no longer the version you name"));
    }
  }
}
