package dev.fairlead.intake.fetch;

import dev.fairlead.intake.adapter.Fetches;
import dev.fairlead.kit.ServiceName;
import dev.fairlead.kit.sql.Transactions;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.atomic.AtomicLong;

/** Measures how many leads wait to be fetched: {@code fairlead.intake.fetch.waiting}. */
@ApplicationScoped
class WaitingGauge {

  private final Transactions transactions;
  private final Fetches fetches;
  private final AtomicLong waiting = new AtomicLong();

  WaitingGauge(
      Transactions transactions, Fetches fetches, MeterRegistry registry, ServiceName service) {
    this.transactions = transactions;
    this.fetches = fetches;
    registry.gauge(service.metric("fetch.waiting"), waiting);
  }

  @Scheduled(every = "10s", delayed = "5s")
  Uni<Void> measure() {
    return transactions.run(
        session -> fetches.open(session).invoke(waiting::set).replaceWithVoid());
  }
}
