package dev.fairlead.intake;

import dev.fairlead.kit.ServiceName;
import dev.fairlead.kit.http.ProblemException;
import dev.fairlead.kit.sql.Grouping;
import dev.fairlead.kit.sql.Transactions;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Arrivals that come together share a transaction. */
@ApplicationScoped
class ArrivalQueue {

  private final Grouping<Arrival, Settled> groups;

  ArrivalQueue(
      StoreArrivals store,
      Transactions transactions,
      Vertx vertx,
      MeterRegistry registry,
      ServiceName service,
      @ConfigProperty(name = "fairlead.intake.group.size") int size,
      @ConfigProperty(name = "fairlead.intake.group.in-flight") int mostInFlight,
      @ConfigProperty(name = "fairlead.intake.group.queue") int mostWaiting) {
    DistributionSummary sizes = registry.summary(service.metric("group.size"));
    this.groups =
        new Grouping<>(
            transactions,
            vertx,
            new Grouping.Bounds(size, mostInFlight, mostWaiting),
            sizes::record,
            (session, arrivals) -> store.apply(session, arrivals, Instant.now()));
    registry.gauge(service.metric("queue"), groups, Grouping::waiting);
  }

  /** Settles one arrival; fails with 503 when too many wait already. */
  Uni<Settled> settle(Arrival arrival) {
    return groups.handle(
        arrival, () -> ProblemException.later("intake.busy", "too many requests wait", 1));
  }
}
