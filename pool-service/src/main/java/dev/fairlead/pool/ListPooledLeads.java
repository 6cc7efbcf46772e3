package dev.fairlead.pool;

import dev.fairlead.kit.http.Caller;
import dev.fairlead.kit.sql.Transactions;
import dev.fairlead.pool.adapter.LeadList;
import dev.fairlead.pool.adapter.LeadList.Listed;
import dev.fairlead.pool.adapter.LeadQuery;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Shows what a pool offers to those who may see it. */
@ApplicationScoped
public class ListPooledLeads {

  private final Transactions transactions;
  private final PoolDoor door;
  private final LeadList leads;

  ListPooledLeads(Transactions transactions, PoolDoor door, LeadList leads) {
    this.transactions = transactions;
    this.door = door;
    this.leads = leads;
  }

  /** Leads of a pool in the query's order, contacts masked. One more than asked for, if any. */
  public Uni<List<Listed>> list(Caller caller, String poolId, LeadQuery query) {
    return transactions.run(
        session ->
            door.admit(session, caller, poolId)
                .chain(admitted -> leads.of(session, admitted.pool(), query)));
  }
}
