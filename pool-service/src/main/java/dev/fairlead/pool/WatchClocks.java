package dev.fairlead.pool;

import dev.fairlead.events.PoolEvent;
import dev.fairlead.kit.ServiceName;
import dev.fairlead.kit.event.EventLog;
import dev.fairlead.kit.event.Fact;
import dev.fairlead.kit.sql.Transactions;
import dev.fairlead.pool.adapter.Custodies;
import dev.fairlead.pool.domain.Alarm;
import dev.fairlead.pool.domain.Custody;
import dev.fairlead.pool.domain.Destination;
import dev.fairlead.pool.domain.Due;
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
 * replicas share the work, and what became due while nobody ran is caught up with. A batch costs
 * four statements, and finds what is due in an index: what else is protected costs nothing.
 */
@ApplicationScoped
public class WatchClocks {

  private final Transactions transactions;
  private final Custodies custodies;
  private final EventLog log;
  private final Clock clock;
  private final MeterRegistry registry;
  private final ServiceName service;
  private final int most;

  WatchClocks(
      Transactions transactions,
      Custodies custodies,
      EventLog log,
      Clock clock,
      MeterRegistry registry,
      ServiceName service,
      @ConfigProperty(name = "fairlead.pool.batch") int most) {
    this.transactions = transactions;
    this.custodies = custodies;
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
    return custodies
        .calendars(session, due)
        .chain(
            calendars -> {
              List<Custody> after = new ArrayList<>(due.size());
              List<Fact> facts = new ArrayList<>();
              for (Custody custody : due) {
                Custody.Rung rung = custody.ring(Custodies.calendar(custody, calendars), now);
                after.add(rung.custody());
                rung.alarms().forEach(alarm -> facts.add(fact(custody, alarm, now)));
              }
              return custodies
                  .wind(session, after, calendars)
                  .chain(() -> log.append(session, facts));
            });
  }

  private Fact fact(Custody custody, Alarm alarm, Instant now) {
    Episode holder = Objects.requireNonNull(custody.holder());
    return Fact.of(event(custody.leadId(), alarm), Flows.from(holder.origin()), now);
  }

  private PoolEvent event(String leadId, Alarm alarm) {
    return switch (alarm) {
      case Alarm.Expiring a -> {
        registry.counter(service.metric("expiring")).increment();
        yield new PoolEvent.Expiring(leadId, a.epoch(), a.owner(), a.at(), a.step());
      }
      case Alarm.Lapsed a -> lapsed(leadId, a);
    };
  }

  private PoolEvent lapsed(String leadId, Alarm.Lapsed alarm) {
    Due due = alarm.due();
    Destination to = due.to();
    registry.counter(service.metric("lapsed"), "reason", due.reason().code()).increment();
    return new PoolEvent.Lapsed(
        leadId,
        alarm.epoch(),
        alarm.owner(),
        due.deadline(),
        due.reason().code(),
        due.basis(),
        to == null ? null : to.code());
  }
}
