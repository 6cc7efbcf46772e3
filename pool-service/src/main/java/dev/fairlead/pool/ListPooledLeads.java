package dev.fairlead.pool;

import dev.fairlead.kit.http.Caller;
import dev.fairlead.kit.http.ProblemException;
import dev.fairlead.kit.sql.Transactions;
import dev.fairlead.pool.adapter.LeadList;
import dev.fairlead.pool.adapter.LeadList.Listed;
import dev.fairlead.pool.adapter.Pools;
import dev.fairlead.pool.adapter.Roster;
import dev.fairlead.pool.adapter.StoredPool;
import dev.fairlead.pool.domain.Pool;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;

/** Shows what a pool offers to those who may see it. */
@ApplicationScoped
public class ListPooledLeads {

  private final Transactions transactions;
  private final Pools pools;
  private final Roster roster;
  private final LeadList leads;

  ListPooledLeads(Transactions transactions, Pools pools, Roster roster, LeadList leads) {
    this.transactions = transactions;
    this.pools = pools;
    this.roster = roster;
    this.leads = leads;
  }

  /** Leads of a pool, longest pooled first, contacts masked. One more than asked for, if any. */
  public Uni<List<Listed>> list(Caller caller, String poolId, LeadList.Query query) {
    return transactions.run(
        session ->
            pools
                .find(session, poolId)
                .map(found -> ClaimLeads.require(found, poolId))
                .map(StoredPool::pool)
                .call(pool -> admit(session, caller, pool))
                .chain(pool -> leads.of(session, pool, query)));
  }

  private Uni<Void> admit(Mutiny.Session session, Caller caller, Pool pool) {
    if (caller.isAdmin() || caller.is("manager") || pool.admins().contains(caller.id())) {
      return Uni.createFrom().voidItem();
    }
    return roster
        .rep(session, caller.id())
        .map(ClaimLeads::require)
        .invoke(
            rep -> {
              if (!pool.members().include(rep)) {
                throw ProblemException.forbidden(
                    "pool.not-member", "you are not a member of this pool");
              }
            })
        .replaceWithVoid();
  }
}
