package dev.fairlead.assignment.simulation;

import dev.fairlead.kit.sql.Sql;
import dev.fairlead.kit.sql.Transactions;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Forgets what policies on trial would have done, simulated or in the shadow, once that is too long
 * ago to be read. A shadow run decides on every lead there is, so it grows as fast as they come.
 */
@ApplicationScoped
public class ForgetTrials {

  private final Transactions transactions;
  private final Period kept;

  ForgetTrials(
      Transactions transactions,
      @ConfigProperty(name = "fairlead.assignment.trials.kept") Period kept) {
    this.transactions = transactions;
    this.kept = kept;
  }

  @Scheduled(every = "6h", delayed = "4m")
  Uni<Void> tidy() {
    return forget(Instant.now());
  }

  /** Forgets all whose time is over by then. */
  public Uni<Void> forget(Instant now) {
    Instant before = now.atOffset(ZoneOffset.UTC).minus(kept).toInstant();
    return transactions.run(
        session -> {
          Sql sql = Sql.on(session);
          return sql.update("delete from shadow_decision where at < $1", Sql.time(before))
              .chain(
                  () ->
                      sql.update(
                          "delete from simulation where status in ('done', 'failed')"
                              + " and created_at < $1",
                          Sql.time(before)))
              .replaceWithVoid();
        });
  }
}
