package dev.fairlead.pool;

import dev.fairlead.kit.http.Caller;
import dev.fairlead.kit.http.ProblemException;
import dev.fairlead.kit.sql.Transactions;
import dev.fairlead.pool.adapter.PoolStatistics;
import dev.fairlead.pool.adapter.Pools;
import dev.fairlead.pool.domain.Pool;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sums up a pool for those who answer for it and for analysts. */
@ApplicationScoped
public class ShowStatistics {

  private static final Duration USUAL = Duration.ofDays(30);

  private final Transactions transactions;
  private final Pools pools;
  private final PoolStatistics statistics;
  private final Clock clock;

  ShowStatistics(Transactions transactions, Pools pools, PoolStatistics statistics, Clock clock) {
    this.transactions = transactions;
    this.pools = pools;
    this.statistics = statistics;
    this.clock = clock;
  }

  /**
   * The sums.
   *
   * @param from of claims and returns; 30 days before the end without it
   * @param to now without it
   */
  public Uni<PoolStatistics.Sums> of(
      Caller caller, String poolId, @Nullable Instant from, @Nullable Instant to) {
    Instant now = clock.instant();
    Instant end = to == null ? now : to;
    Instant begin = from == null ? end.minus(USUAL) : from;
    return transactions.run(
        session ->
            pools
                .of(session, List.of(poolId))
                .invoke(found -> admit(caller, ClaimLeads.require(found.get(poolId), poolId)))
                .chain(() -> statistics.of(session, poolId, begin, end, now)));
  }

  private static void admit(Caller caller, Pool pool) {
    if (!caller.is("analyst") && !PoolDoor.answersFor(caller, pool)) {
      throw ProblemException.forbidden(
          "pool.not-admin", "statistics are for admins of the pool, managers and analysts");
    }
  }
}
