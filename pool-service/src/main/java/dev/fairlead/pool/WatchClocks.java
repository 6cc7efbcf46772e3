package dev.fairlead.pool;

import dev.fairlead.events.PoolEvent;
import dev.fairlead.kit.ServiceName;
import dev.fairlead.kit.event.EventLog;
import dev.fairlead.kit.event.Fact;
import dev.fairlead.kit.sql.Transactions;
import dev.fairlead.pool.adapter.Custodies;
import dev.fairlead.pool.adapter.Pools;
import dev.fairlead.pool.domain.Alarm;
import dev.fairlead.pool.domain.Custody;
import dev.fairlead.pool.domain.Episode;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Lets due clocks speak: warnings, then lapses. Rows are taken with {@code skip locked}, so that
 * replicas share the work, and what became due while nobody ran is caught up with.
 */
@ApplicationScoped
public class WatchClocks {

  private final Transactions transactions;
  private final Custodies custodies;
  private final Pools pools;
  private final EventLog log;
  private final Clock clock;
  private final MeterRegistry registry;
  private final ServiceName service;
  private final int most;

  WatchClocks(
      Transactions transactions,
      Custodies custodies,
      Pools pools,
      EventLog log,
      Clock clock,
      MeterRegistry registry,
      ServiceName service,
      @ConfigProperty(name = "fairlead.pool.batch") int most) {
    this.transactions = transactions;
    this.custodies = custodies;
    this.pools = pools;
    this.log = log;
    this.clock = clock;
    this.registry = registry;
    this.service = service;
    this.most = most;
  }

  /** Handles all that is due, a batch per transaction. */
  public Uni<Void> watch() {
    return transactions
        .run(this::batch)
        .chain(handled -> handled < most ? Uni.createFrom().voidItem() : watch());
  }

  private Uni<Integer> batch(Mutiny.Session session) {
    Instant now = clock.instant();
    return custodies
        .due(session, now, most)
        .chain(
            due ->
                due.isEmpty()
                    ? Uni.createFrom().item(0)
                    : ring(session, due, now).replaceWith(due.size()));
  }

  private Uni<Void> ring(Mutiny.Session session, List<Custody> due, Instant now) {
    return pools
        .configuration(session)
        .chain(
            configuration ->
                custodies
                    .zones(session, due)
                    .chain(
                        zones -> {
                          List<Custody> after = new ArrayList<>(due.size());
                          List<Fact> facts = new ArrayList<>();
                          for (Custody custody : due) {
                            Custody.Rung rung =
                                custody.ring(
                                    configuration.stepsFor(custody),
                                    Custodies.zone(custody, zones),
                                    now);
                            after.add(rung.custody());
                            rung.alarms().forEach(a -> facts.add(fact(custody, a, now)));
                          }
                          return custodies
                              .save(session, after, configuration, zones)
                              .chain(() -> log.append(session, facts));
                        }));
  }

  private Fact fact(Custody custody, Alarm alarm, Instant now) {
    Episode holder = Objects.requireNonNull(custody.holder());
    return Fact.of(event(custody.leadId(), alarm), Flows.from(holder.origin()), now);
  }

  private PoolEvent event(String leadId, Alarm alarm) {
    return switch (alarm) {
      case Alarm.Expiring a -> {
        registry.counter(service.metric("expiring")).increment();
        yield new PoolEvent.Expiring(leadId, a.epoch(), a.owner(), a.deadline(), a.step());
      }
      case Alarm.Lapsed a -> {
        registry.counter(service.metric("lapsed"), "reason", a.reason().code()).increment();
        yield new PoolEvent.Lapsed(leadId, a.epoch(), a.owner(), a.deadline(), a.reason().code());
      }
    };
  }
}
