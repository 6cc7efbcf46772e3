package dev.fairlead.pool;

import dev.fairlead.kit.sql.Transactions;
import dev.fairlead.pool.adapter.Claims;
import dev.fairlead.pool.adapter.Pools;
import dev.fairlead.pool.adapter.Roster;
import dev.fairlead.pool.adapter.StoredPool;
import dev.fairlead.pool.adapter.Views;
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
  private final Views views;
  private final Clock clock;

  ShowQuota(
      Transactions transactions,
      Pools pools,
      Roster roster,
      Claims claims,
      Views views,
      Clock clock) {
    this.transactions = transactions;
    this.pools = pools;
    this.roster = roster;
    this.claims = claims;
    this.views = views;
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
    return Uni.combine()
        .all()
        .unis(claims.today(session, rep, now), views.today(session, rep, now))
        .collectFailures()
        .asTuple()
        .chain(
            used ->
                pools
                    .all(session)
                    .map(
                        all ->
                            all.stream()
                                .map(StoredPool::pool)
                                .filter(pool -> pool.members().include(rep))
                                .map(
                                    pool ->
                                        quota(
                                            pool,
                                            used.getItem1(),
                                            used.getItem2(),
                                            rep.nextDay(now)))
                                .toList()));
  }

  private static Quota quota(
      Pool pool, Map<String, Integer> claimed, Map<String, Integer> viewed, Instant resetsAt) {
    int mine = claimed.getOrDefault(pool.id(), 0);
    int seen = viewed.getOrDefault(pool.id(), 0);
    return new Quota(
        pool.id(),
        pool.claim().dailyLimit(),
        mine,
        remaining(pool.claim().dailyLimit(), mine),
        resetsAt,
        pool.viewQuota(),
        seen,
        remaining(pool.viewQuota(), seen));
  }

  private static @Nullable Integer remaining(@Nullable Integer limit, int used) {
    return limit == null ? null : Math.max(0, limit - used);
  }

  /**
   * A rep's day in a pool.
   *
   * @param limit absent when there is none
   * @param resetsAt beginning of his next day
   * @param viewLimit leads he may open a day; absent when there is no limit
   */
  public record Quota(
      String pool,
      @Nullable Integer limit,
      int used,
      @Nullable Integer remaining,
      Instant resetsAt,
      @Nullable Integer viewLimit,
      int viewed,
      @Nullable Integer viewsRemaining) {}
}
