package dev.fairlead.pool;

import dev.fairlead.kit.sql.Transactions;
import dev.fairlead.pool.adapter.Views;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Period;
import java.time.ZoneOffset;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Forgets who opened which lead once that is too long ago to be asked about. */
@ApplicationScoped
public class ForgetViews {

  private final Transactions transactions;
  private final Views views;
  private final Clock clock;
  private final Period retention;

  ForgetViews(
      Transactions transactions,
      Views views,
      Clock clock,
      @ConfigProperty(name = "fairlead.pool.views.retention") Period retention) {
    this.transactions = transactions;
    this.views = views;
    this.clock = clock;
    this.retention = retention;
  }

  /** Forgets what is older than the retention. */
  @Scheduled(every = "6h", delayed = "2m")
  public Uni<Void> forget() {
    var before = clock.instant().atOffset(ZoneOffset.UTC).toLocalDate().minus(retention);
    return transactions.run(session -> views.forget(session, before));
  }
}
