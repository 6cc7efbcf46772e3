package dev.fairlead.intake.adapter;

import dev.fairlead.kit.Ids;
import dev.fairlead.kit.sql.Sql;
import dev.fairlead.kit.sql.Transactions;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * Lets go of what raw submissions hold when their time is over; what became of them stays. Goes
 * through them in the order of their ids, a day at a time, and remembers how far it is.
 */
@ApplicationScoped
public class SubmissionKeeping {

  private static final Duration STEP = Duration.ofDays(1);

  private final Transactions transactions;
  private final Period retention;

  SubmissionKeeping(
      Transactions transactions,
      @ConfigProperty(name = "fairlead.intake.submissions.retention") Period retention) {
    this.transactions = transactions;
    this.retention = retention;
  }

  @Scheduled(every = "1h", delayed = "3m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  Uni<Void> tidy() {
    return letGo(Instant.now());
  }

  /** Lets go of all whose time is over by then. */
  public Uni<Void> letGo(Instant now) {
    Instant before = now.atOffset(ZoneOffset.UTC).minus(retention).toInstant();
    return transactions
        .run(session -> step(session, before))
        .chain(more -> more ? letGo(now) : Uni.createFrom().voidItem());
  }

  /** One step; answers whether there is another. One replica at a time. */
  private static Uni<Boolean> step(Mutiny.Session session, Instant before) {
    return Sql.on(session)
        .first(
            "select upto from submission_retention for update skip locked",
            row -> Sql.instant(row, "upto"))
        .chain(upto -> step(session, upto, before));
  }

  private static Uni<Boolean> step(Mutiny.Session session, @Nullable Instant upto, Instant before) {
    if (upto == null || !upto.isBefore(before)) {
      return Uni.createFrom().item(false);
    }
    Instant next = upto.plus(STEP).isBefore(before) ? upto.plus(STEP) : before;
    return Sql.on(session)
        .update(
            """
            update submission
            set body = '', headers = '{}', query = null, remote_ip = null, detail = null
            where id >= $1 and id < $2
            """,
            Ids.first(upto),
            Ids.first(next))
        .chain(
            () ->
                Sql.on(session)
                    .update(
                        "update lead_fetch set answer = null where submission_id >= $1 and submission_id < $2",
                        Ids.first(upto),
                        Ids.first(next)))
        .chain(
            () ->
                Sql.on(session).update("update submission_retention set upto = $1", Sql.time(next)))
        .replaceWith(next.isBefore(before));
  }
}
