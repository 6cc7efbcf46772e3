package dev.fairlead.pool;

import dev.fairlead.events.LeadEvent;
import dev.fairlead.events.PoolEvent;
import dev.fairlead.kit.event.Envelope;
import dev.fairlead.kit.event.EventLog;
import dev.fairlead.kit.event.Fact;
import dev.fairlead.kit.event.Flow;
import dev.fairlead.pool.adapter.Custodies;
import dev.fairlead.pool.adapter.PooledLeads;
import dev.fairlead.pool.adapter.Pools;
import dev.fairlead.pool.domain.Configuration;
import dev.fairlead.pool.domain.Custody;
import dev.fairlead.pool.domain.OnTouch;
import dev.fairlead.pool.domain.Pool;
import dev.fairlead.pool.domain.PooledLead;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Somebody whose lead a pool has writes again: the pool's {@code onTouch} says whether the lead
 * stays as it is, comes back into circulation, or is decided on again. A lead that a claim holds
 * already is left alone: it is about to get an owner.
 */
@ApplicationScoped
public class FollowTouches {

  private static final String TOUCHED = "touched";

  private final Pools pools;
  private final PooledLeads pooledLeads;
  private final Custodies custodies;
  private final EventLog log;
  private final Clock clock;

  FollowTouches(
      Pools pools, PooledLeads pooledLeads, Custodies custodies, EventLog log, Clock clock) {
    this.pools = pools;
    this.pooledLeads = pooledLeads;
    this.custodies = custodies;
    this.log = log;
    this.clock = clock;
  }

  /** Applies touches; the first one of each lead counts. */
  public Uni<Void> apply(Mutiny.Session session, List<Envelope> touches) {
    Map<String, Flow> flows = new LinkedHashMap<>();
    for (Envelope envelope : touches) {
      if (envelope.event() instanceof LeadEvent.Touched touch) {
        flows.putIfAbsent(touch.leadId(), envelope.flow());
      }
    }
    return flows.isEmpty()
        ? Uni.createFrom().voidItem()
        : custodies
            .lock(session, flows.keySet())
            .chain(
                held ->
                    pooledLeads
                        .lock(session, flows.keySet())
                        .chain(
                            found ->
                                found.isEmpty()
                                    ? Uni.createFrom().voidItem()
                                    : follow(session, held, found.values(), flows)));
  }

  private Uni<Void> follow(
      Mutiny.Session session,
      Map<String, Custody> held,
      Collection<PooledLead> found,
      Map<String, Flow> flows) {
    return pools
        .configuration(session)
        .chain(
            configuration -> {
              Answers answers = new Answers(configuration, clock.instant());
              found.forEach(
                  lead -> answers.to(lead, Objects.requireNonNull(flows.get(lead.leadId()))));
              List<Custody> fresh =
                  answers.restored.stream()
                      .flatMap(id -> java.util.stream.Stream.ofNullable(held.get(id)))
                      .map(Custody::fresh)
                      .toList();
              return custodies
                  .save(session, fresh, Map.of())
                  .chain(() -> pooledLeads.save(session, answers.changed, configuration.version()))
                  .chain(() -> log.append(session, answers.said));
            });
  }

  /** What pools answer to the touches of one batch. */
  private static final class Answers {
    final List<PooledLead> changed = new ArrayList<>();
    final List<String> restored = new ArrayList<>();
    final List<Fact> said = new ArrayList<>();
    private final Configuration configuration;
    private final Instant now;

    Answers(Configuration configuration, Instant now) {
      this.configuration = configuration;
      this.now = now;
    }

    void to(PooledLead lead, Flow flow) {
      Pool pool = configuration.pool(lead.pool()).orElse(null);
      if (pool == null || lead.claimedBy() != null) {
        return;
      }
      OnTouch rule = pool.circulation().onTouch();
      if (rule == OnTouch.ASSIGN) {
        Fact recall =
            Fact.of(
                new PoolEvent.Recalled(lead.leadId(), lead.epoch(), pool.id(), TOUCHED), flow, now);
        changed.add(lead.recalledBy(recall.id().toString()));
        said.add(recall);
      } else if (rule == OnTouch.RESTORE && lead.shelf().archived()) {
        changed.add(lead.circulating(pool, now));
        restored.add(lead.leadId());
        said.add(
            Fact.of(
                new PoolEvent.Restored(lead.leadId(), lead.epoch(), pool.id(), TOUCHED),
                flow,
                now));
      }
    }
  }
}
