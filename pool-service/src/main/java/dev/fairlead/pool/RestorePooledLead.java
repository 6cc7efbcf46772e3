package dev.fairlead.pool;

import dev.fairlead.events.PoolEvent;
import dev.fairlead.kit.event.EventLog;
import dev.fairlead.kit.event.Fact;
import dev.fairlead.kit.event.Flow;
import dev.fairlead.kit.http.Caller;
import dev.fairlead.kit.http.ProblemException;
import dev.fairlead.pool.adapter.Custodies;
import dev.fairlead.pool.adapter.PooledLeads;
import dev.fairlead.pool.adapter.Pools;
import dev.fairlead.pool.domain.Configuration;
import dev.fairlead.pool.domain.Custody;
import dev.fairlead.pool.domain.Pool;
import dev.fairlead.pool.domain.PooledLead;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.hibernate.reactive.mutiny.Mutiny;

/** A pool admin brings an archived lead back into circulation, its rounds counted anew. */
@ApplicationScoped
public class RestorePooledLead {

  private final Pools pools;
  private final PooledLeads pooledLeads;
  private final Custodies custodies;
  private final EventLog log;
  private final Clock clock;

  RestorePooledLead(
      Pools pools, PooledLeads pooledLeads, Custodies custodies, EventLog log, Clock clock) {
    this.pools = pools;
    this.pooledLeads = pooledLeads;
    this.custodies = custodies;
    this.log = log;
    this.clock = clock;
  }

  /** Restores the lead and answers it as it is now. */
  public Uni<PooledLead> restore(
      Mutiny.Session session,
      Caller operator,
      String poolId,
      String leadId,
      String reason,
      Flow flow) {
    return pools
        .configuration(session)
        .chain(
            configuration -> {
              Pool pool = MovePooledLead.pool(configuration, poolId);
              AssignPooledLead.administered(pool, operator);
              return custodies
                  .lock(session, List.of(leadId))
                  .call(held -> custodies.save(session, fresh(held), Map.of()))
                  .chain(() -> pooledLeads.lock(session, List.of(leadId)))
                  .map(found -> archived(MovePooledLead.here(found.get(leadId), poolId)))
                  .map(lead -> lead.circulating(pool, clock.instant()))
                  .call(lead -> write(session, configuration, lead, reason, flow));
            });
  }

  private static List<Custody> fresh(Map<String, Custody> held) {
    return held.values().stream().map(Custody::fresh).toList();
  }

  private Uni<Void> write(
      Mutiny.Session session,
      Configuration configuration,
      PooledLead lead,
      String reason,
      Flow flow) {
    return pooledLeads
        .save(session, List.of(lead), configuration.version())
        .chain(
            () ->
                log.append(
                    session,
                    List.of(
                        Fact.of(
                            new PoolEvent.Restored(
                                lead.leadId(), lead.epoch(), String.valueOf(lead.pool()), reason),
                            flow,
                            clock.instant()))));
  }

  private static PooledLead archived(PooledLead lead) {
    if (!lead.shelf().archived()) {
      throw ProblemException.conflict("pool.not-archived", "this lead is in circulation");
    }
    return lead;
  }
}
