package dev.fairlead.pool;

import dev.fairlead.events.PoolEvent;
import dev.fairlead.kit.event.EventLog;
import dev.fairlead.kit.event.Fact;
import dev.fairlead.kit.event.Flow;
import dev.fairlead.kit.http.Caller;
import dev.fairlead.pool.adapter.PooledLeads;
import dev.fairlead.pool.adapter.Pools;
import dev.fairlead.pool.domain.PooledLead;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * A pool admin has assignment decide on a pooled lead again. It is a proposal: the entry is kept
 * for it as for a claim, and put back when the ledger refuses.
 */
@ApplicationScoped
public class RecallPooledLead {

  private final Pools pools;
  private final PooledLeads pooledLeads;
  private final EventLog log;
  private final Clock clock;

  RecallPooledLead(Pools pools, PooledLeads pooledLeads, EventLog log, Clock clock) {
    this.pools = pools;
    this.pooledLeads = pooledLeads;
    this.log = log;
    this.clock = clock;
  }

  /** Proposes the recall and answers the lead it is for. */
  public Uni<PooledLead> recall(
      Mutiny.Session session,
      Caller operator,
      String poolId,
      String leadId,
      String reason,
      Flow flow) {
    return pools
        .configuration(session)
        .invoke(
            configuration ->
                AssignPooledLead.administered(MovePooledLead.pool(configuration, poolId), operator))
        .chain(
            configuration ->
                pooledLeads
                    .lock(session, List.of(leadId))
                    .map(found -> MovePooledLead.here(found.get(leadId), poolId))
                    .call(
                        lead -> {
                          Fact recall =
                              Fact.of(
                                  new PoolEvent.Recalled(leadId, lead.epoch(), poolId, reason),
                                  flow,
                                  clock.instant());
                          return pooledLeads
                              .save(
                                  session,
                                  List.of(lead.recalledBy(recall.id().toString())),
                                  configuration.version())
                              .chain(() -> log.append(session, List.of(recall)));
                        }));
  }
}
