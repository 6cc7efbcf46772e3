package dev.fairlead.pool;

import dev.fairlead.events.PoolEvent;
import dev.fairlead.kit.event.EventLog;
import dev.fairlead.kit.event.Fact;
import dev.fairlead.kit.event.Flow;
import dev.fairlead.kit.http.Caller;
import dev.fairlead.kit.http.ProblemException;
import dev.fairlead.pool.adapter.Histories;
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
import java.util.Map;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** A pool admin puts leads into another pool. Their cool-off still counts from their pooling. */
@ApplicationScoped
public class MovePooledLead {

  private final Pools pools;
  private final PooledLeads pooledLeads;
  private final Histories histories;
  private final EventLog log;
  private final Clock clock;

  MovePooledLead(
      Pools pools, PooledLeads pooledLeads, Histories histories, EventLog log, Clock clock) {
    this.pools = pools;
    this.pooledLeads = pooledLeads;
    this.histories = histories;
    this.log = log;
    this.clock = clock;
  }

  /**
   * Moves the leads that are there, and answers each at its new place; empty for one that is not.
   */
  public Uni<List<Optional<PooledLead>>> move(
      Mutiny.Session session,
      Caller operator,
      String from,
      List<String> leadIds,
      String to,
      Flow flow) {
    return pools
        .configuration(session)
        .chain(
            configuration -> {
              AssignPooledLead.administered(find(configuration, from), from, operator);
              Pool target = ClaimLeads.require(find(configuration, to), to);
              return pooledLeads
                  .lock(session, leadIds)
                  .map(found -> leadIds.stream().map(id -> moved(found, id, from, target)).toList())
                  .call(moved -> write(session, moved, configuration, from, to, operator, flow));
            });
  }

  private Uni<Void> write(
      Mutiny.Session session,
      List<Optional<PooledLead>> moved,
      Configuration configuration,
      String from,
      String to,
      Caller operator,
      Flow flow) {
    List<PooledLead> there = moved.stream().flatMap(Optional::stream).toList();
    List<Fact> facts =
        there.stream()
            .map(
                lead ->
                    Fact.of(
                        new PoolEvent.Moved(lead.leadId(), from, to, operator.id()),
                        flow,
                        clock.instant()))
            .toList();
    return pooledLeads
        .save(session, there, configuration.version())
        .chain(() -> histories.pooled(session, there))
        .chain(() -> log.append(session, facts));
  }

  private static Optional<PooledLead> moved(
      Map<String, PooledLead> found, String id, String from, Pool target) {
    return Optional.ofNullable(found.get(id))
        .filter(lead -> lead.claimedBy() == null && from.equals(lead.pool()))
        .map(lead -> lead.in(target));
  }

  private static @Nullable Pool find(Configuration configuration, String id) {
    return configuration.pool(id).orElse(null);
  }

  static Pool pool(Configuration configuration, String id) {
    return ClaimLeads.require(find(configuration, id), id);
  }

  static PooledLead here(@Nullable PooledLead lead, String pool) {
    if (lead == null || lead.claimedBy() != null || !pool.equals(lead.pool())) {
      throw ProblemException.conflict(ClaimRefusal.GONE.code(), ClaimRefusal.GONE.detail());
    }
    return lead;
  }
}
