package dev.fairlead.pool;

import dev.fairlead.events.PoolEvent;
import dev.fairlead.kit.event.EventLog;
import dev.fairlead.kit.event.Fact;
import dev.fairlead.kit.event.Flow;
import dev.fairlead.kit.http.Caller;
import dev.fairlead.kit.http.ProblemException;
import dev.fairlead.pool.adapter.PooledLeads;
import dev.fairlead.pool.adapter.Pools;
import dev.fairlead.pool.domain.ClaimRefusal;
import dev.fairlead.pool.domain.Configuration;
import dev.fairlead.pool.domain.Pool;
import dev.fairlead.pool.domain.PooledLead;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** A pool admin puts a lead into another pool. Its cool-off still counts from its pooling. */
@ApplicationScoped
public class MovePooledLead {

  private final Pools pools;
  private final PooledLeads pooledLeads;
  private final EventLog log;
  private final Clock clock;

  MovePooledLead(Pools pools, PooledLeads pooledLeads, EventLog log, Clock clock) {
    this.pools = pools;
    this.pooledLeads = pooledLeads;
    this.log = log;
    this.clock = clock;
  }

  /** Moves the lead and answers it at its new place. */
  public Uni<PooledLead> move(
      Mutiny.Session session, Caller operator, String from, String leadId, String to, Flow flow) {
    return pools
        .configuration(session)
        .chain(
            configuration -> {
              AssignPooledLead.administered(pool(configuration, from), operator);
              Pool target = pool(configuration, to);
              return pooledLeads
                  .lock(session, List.of(leadId))
                  .map(found -> here(found.get(leadId), from).in(target))
                  .call(moved -> pooledLeads.save(session, List.of(moved), configuration.version()))
                  .call(() -> tell(session, leadId, from, to, operator, flow));
            });
  }

  private Uni<Void> tell(
      Mutiny.Session session, String leadId, String from, String to, Caller operator, Flow flow) {
    return log.append(
        session,
        List.of(
            Fact.of(new PoolEvent.Moved(leadId, from, to, operator.id()), flow, clock.instant())));
  }

  static Pool pool(Configuration configuration, String id) {
    return configuration
        .pool(id)
        .orElseThrow(() -> ProblemException.notFound("pool.unknown", "pool " + id));
  }

  static PooledLead here(@Nullable PooledLead lead, String pool) {
    if (lead == null || lead.claimedBy() != null || !pool.equals(lead.pool())) {
      throw ProblemException.conflict(ClaimRefusal.GONE.code(), ClaimRefusal.GONE.detail());
    }
    return lead;
  }
}
