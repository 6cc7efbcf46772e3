package dev.fairlead.pool;

import dev.fairlead.kit.sql.Transactions;
import dev.fairlead.pool.adapter.Claims;
import dev.fairlead.pool.adapter.Pools;
import dev.fairlead.pool.adapter.Roster;
import dev.fairlead.pool.adapter.StoredPool;
import dev.fairlead.pool.domain.Pool;
import dev.fairlead.pool.domain.Rep;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Tells a rep what he may still claim today, by pool he is a member of. */
@ApplicationScoped
public class ShowQuota {

  private final Transactions transactions;
  private final Pools pools;
  private final Roster roster;
  private final Claims claims;
  private final Clock clock;

  ShowQuota(Transactions transactions, Pools pools, Roster roster, Claims claims, Clock clock) {
    this.transactions = transactions;
    this.pools = pools;
    this.roster = roster;
    this.claims = claims;
    this.clock = clock;
  }

  /** One row per pool. */
  public Uni<List<Quota>> of(String repId) {
    return transactions.run(
        session ->
            roster
                .rep(session, repId)
                .map(ClaimLeads::require)
                .chain(rep -> quotas(session, rep, clock.instant())));
  }

  private Uni<List<Quota>> quotas(Mutiny.Session session, Rep rep, Instant now) {
    return claims
        .today(session, rep, now)
        .chain(
            used ->
                pools
                    .all(session)
                    .map(
                        all ->
                            all.stream()
                                .map(StoredPool::pool)
                                .filter(pool -> pool.members().include(rep))
                                .map(pool -> quota(pool, used, rep.nextDay(now)))
                                .toList()));
  }

  private static Quota quota(Pool pool, Map<String, Integer> used, Instant resetsAt) {
    int mine = used.getOrDefault(pool.id(), 0);
    Integer limit = pool.claim().dailyLimit();
    return new Quota(
        pool.id(), limit, mine, limit == null ? null : Math.max(0, limit - mine), resetsAt);
  }

  /**
   * A rep's day in a pool.
   *
   * @param limit absent when there is none
   * @param resetsAt beginning of his next day
   */
  public record Quota(
      String pool,
      @Nullable Integer limit,
      int used,
      @Nullable Integer remaining,
      Instant resetsAt) {}
}
