package dev.fairlead.pool;

import dev.fairlead.kit.ServiceName;
import dev.fairlead.kit.http.ProblemException;
import dev.fairlead.kit.sql.Grouping;
import dev.fairlead.kit.sql.Transactions;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Claims that come together share a transaction: {@code fairlead.pool.group.size} at a time. */
@ApplicationScoped
public class ClaimQueue {

  private final Grouping<Wish, Outcome> groups;

  ClaimQueue(
      ClaimLeads claimLeads,
      Transactions transactions,
      Vertx vertx,
      MeterRegistry registry,
      ServiceName service,
      @ConfigProperty(name = "fairlead.pool.group.size") int size,
      @ConfigProperty(name = "fairlead.pool.group.in-flight") int mostInFlight,
      @ConfigProperty(name = "fairlead.pool.group.queue") int mostWaiting) {
    DistributionSummary sizes = registry.summary(service.metric("group.size"));
    this.groups =
        new Grouping<>(
            transactions,
            vertx,
            new Grouping.Bounds(size, mostInFlight, mostWaiting),
            sizes::record,
            claimLeads::claim);
    registry.gauge(service.metric("queue"), groups, Grouping::waiting);
  }

  /** Decides one wish; fails with 503 when too many wait already. */
  public Uni<Outcome> claim(Wish wish) {
    return groups.handle(
        wish, () -> ProblemException.later("claim.busy", "too many claims wait", 1));
  }
}
