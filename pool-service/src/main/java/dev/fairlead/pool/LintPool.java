package dev.fairlead.pool;

import dev.fairlead.kit.sql.Transactions;
import dev.fairlead.pool.adapter.Leads;
import dev.fairlead.pool.adapter.Pools;
import dev.fairlead.pool.adapter.Roster;
import dev.fairlead.pool.adapter.StoredPool;
import dev.fairlead.pool.domain.LeadFacts;
import dev.fairlead.pool.domain.Pool;
import dev.fairlead.pool.domain.PoolFinding;
import dev.fairlead.pool.domain.PoolLint;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.function.BiPredicate;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * Looks a pool over for what is allowed but hardly meant: scopes that overlap, with a lead that
 * shows it, pools no lead ever reaches, no default. The newest leads are what scopes are tried on.
 */
@ApplicationScoped
public class LintPool {

  private static final int SAMPLE = 300;

  private final Transactions transactions;
  private final Pools pools;
  private final Roster roster;
  private final Leads leads;

  LintPool(Transactions transactions, Pools pools, Roster roster, Leads leads) {
    this.transactions = transactions;
    this.pools = pools;
    this.roster = roster;
    this.leads = leads;
  }

  /** What to tell of this pool among the others. */
  public Uni<List<PoolFinding>> lint(String id) {
    return transactions.run(
        session ->
            pools
                .all(session)
                .map(all -> all.stream().map(StoredPool::pool).toList())
                .chain(all -> findings(session, all, id)));
  }

  private Uni<List<PoolFinding>> findings(Mutiny.Session session, List<Pool> all, String id) {
    return leads
        .newest(session, SAMPLE)
        .chain(
            sample ->
                roster.conditions(session).map(conditions -> lint(all, id, sample, conditions)));
  }

  private static List<PoolFinding> lint(
      List<Pool> all,
      String id,
      List<LeadFacts> sample,
      BiPredicate<@Nullable String, LeadFacts> conditions) {
    return PoolLint.of(all, id, sample, (pool, lead) -> conditions.test(pool.when(), lead));
  }
}
