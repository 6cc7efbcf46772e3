package dev.fairlead.pool;

import dev.fairlead.kit.ServiceName;
import dev.fairlead.kit.sql.Transactions;
import dev.fairlead.pool.adapter.Claims;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Counts the claims the ledger has left without an answer for too long, in the gauge {@code
 * fairlead.pool.claims.unanswered}: above zero means that the ledger, or the way to it or back,
 * stands still.
 */
@ApplicationScoped
public class CountUnanswered {

  private final Transactions transactions;
  private final Claims claims;
  private final Clock clock;
  private final Duration patience;
  private final AtomicLong unanswered = new AtomicLong();

  CountUnanswered(
      Transactions transactions,
      Claims claims,
      Clock clock,
      MeterRegistry registry,
      ServiceName service,
      @ConfigProperty(name = "fairlead.pool.unanswered") Duration patience) {
    this.transactions = transactions;
    this.claims = claims;
    this.clock = clock;
    this.patience = patience;
    registry.gauge(service.metric("claims.unanswered"), unanswered);
  }

  /** Counts them as of now. */
  @Scheduled(every = "10s", delayed = "10s")
  public Uni<Void> count() {
    return transactions
        .run(session -> claims.unanswered(session, clock.instant().minus(patience)))
        .invoke(unanswered::set)
        .replaceWithVoid();
  }
}
