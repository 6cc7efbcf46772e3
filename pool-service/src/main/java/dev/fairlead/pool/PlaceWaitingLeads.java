package dev.fairlead.pool;

import dev.fairlead.kit.ServiceName;
import dev.fairlead.kit.event.EventLog;
import dev.fairlead.kit.event.Fact;
import dev.fairlead.kit.sql.Transactions;
import dev.fairlead.pool.adapter.Histories;
import dev.fairlead.pool.adapter.Leads;
import dev.fairlead.pool.adapter.PooledLeads;
import dev.fairlead.pool.adapter.Pools;
import dev.fairlead.pool.adapter.Roster;
import dev.fairlead.pool.domain.PoolChoice;
import dev.fairlead.pool.domain.PooledLead;
import dev.fairlead.pool.domain.Wait;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Takes up released leads that no pool could take yet, once their facts have arrived or the pools
 * have changed. How many wait is the gauge {@code fairlead.pool.waiting}, by what for: those that
 * wait for a pool need somebody to make one.
 */
@ApplicationScoped
public class PlaceWaitingLeads {

  private final Transactions transactions;
  private final Pools pools;
  private final PooledLeads pooledLeads;
  private final Leads leads;
  private final Roster roster;
  private final Histories histories;
  private final EventLog log;
  private final Clock clock;
  private final int most;
  private final Map<Wait, AtomicLong> waiting = new EnumMap<>(Wait.class);

  PlaceWaitingLeads(
      Transactions transactions,
      Pools pools,
      PooledLeads pooledLeads,
      Leads leads,
      Roster roster,
      Histories histories,
      EventLog log,
      Clock clock,
      MeterRegistry registry,
      ServiceName service,
      @ConfigProperty(name = "fairlead.pool.batch") int most) {
    this.transactions = transactions;
    this.pools = pools;
    this.pooledLeads = pooledLeads;
    this.leads = leads;
    this.roster = roster;
    this.histories = histories;
    this.log = log;
    this.clock = clock;
    this.most = most;
    Stream.of(Wait.values())
        .forEach(
            wait -> {
              AtomicLong count = new AtomicLong();
              waiting.put(wait, count);
              registry.gauge(
                  service.metric("waiting"),
                  List.of(Tag.of("for", wait.name().toLowerCase(Locale.ROOT))),
                  count);
            });
  }

  /** Places all that can be placed, a batch per transaction. */
  public Uni<Void> place() {
    return transactions
        .run(this::batch)
        .chain(handled -> handled < most ? Uni.createFrom().voidItem() : place());
  }

  private Uni<Integer> batch(Mutiny.Session session) {
    return pools
        .version(session)
        .chain(version -> pooledLeads.waiting(session, version, most))
        .chain(
            found ->
                found.isEmpty()
                    ? Uni.createFrom().item(0)
                    : place(session, found).replaceWith(found.size()))
        .call(() -> count(session));
  }

  private Uni<Void> place(Mutiny.Session session, List<PooledLead> found) {
    return pools
        .configuration(session)
        .chain(
            configuration ->
                leads
                    .facts(session, found.stream().map(PooledLead::leadId).toList())
                    .chain(
                        facts ->
                            roster
                                .conditions(session)
                                .chain(
                                    conditions -> {
                                      List<PooledLead> placed =
                                          found.stream()
                                              .map(
                                                  lead ->
                                                      lead.by(
                                                          PoolChoice.of(
                                                              configuration.pools(),
                                                              lead.asked(),
                                                              facts.get(lead.leadId()),
                                                              (pool, of) ->
                                                                  conditions.test(
                                                                      pool.when(), of))))
                                              .toList();
                                      return pooledLeads
                                          .save(session, placed, configuration.version())
                                          .chain(() -> histories.pooled(session, placed))
                                          .chain(() -> log.append(session, facts(placed)));
                                    })));
  }

  private List<Fact> facts(List<PooledLead> placed) {
    Instant now = clock.instant();
    return placed.stream()
        .flatMap(lead -> Placing.facts(lead, Flows.from(lead.origin()), now).stream())
        .toList();
  }

  private Uni<Void> count(Mutiny.Session session) {
    return pooledLeads
        .countWaiting(session)
        .invoke(
            counts -> waiting.forEach((wait, gauge) -> gauge.set(counts.getOrDefault(wait, 0L))))
        .replaceWithVoid();
  }
}
