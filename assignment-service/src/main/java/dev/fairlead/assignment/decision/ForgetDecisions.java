package dev.fairlead.assignment.decision;

import dev.fairlead.kit.sql.Sql;
import dev.fairlead.kit.sql.Transactions;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Forgets decisions, each with its whole trace and thereby the largest row a lead leaves behind,
 * once nobody will ask any more why they were made. Who had the lead is in the ledger for ever.
 */
@ApplicationScoped
public class ForgetDecisions {

  private static final String FORGET =
      """
      delete from decision where id in (
        select id from decision where at < $1 limit 20000)
      """;

  private final Transactions transactions;
  private final Period kept;

  ForgetDecisions(
      Transactions transactions,
      @ConfigProperty(name = "fairlead.assignment.decisions.kept") Period kept) {
    this.transactions = transactions;
    this.kept = kept;
  }

  @Scheduled(every = "6h", delayed = "6m", concurrentExecution = ConcurrentExecution.SKIP)
  Uni<Void> tidy() {
    return forget(Instant.now());
  }

  /** Forgets all whose time is over by then, as many batches as that takes. */
  public Uni<Void> forget(Instant now) {
    return batch(now.atOffset(ZoneOffset.UTC).minus(kept).toInstant());
  }

  private Uni<Void> batch(Instant before) {
    return transactions
        .run(session -> Sql.on(session).update(FORGET, Sql.time(before)))
        .chain(gone -> gone == 0 ? Uni.createFrom().voidItem() : batch(before));
  }
}
