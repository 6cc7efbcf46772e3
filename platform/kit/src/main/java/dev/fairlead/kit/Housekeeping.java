package dev.fairlead.kit;

import dev.fairlead.kit.sql.Sql;
import dev.fairlead.kit.sql.Transactions;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Keeps the shared tables in shape: partitions of the event log ahead of time, old inbox rows and
 * command answers gone, and the distance between the log and Debezium measured ({@code
 * fairlead.<service>.outbox.lag.bytes}, write-ahead log not yet confirmed by the connector).
 */
@ApplicationScoped
public class Housekeeping {

  private final Transactions transactions;
  private final Period retention;
  private final String slot;
  private final AtomicLong lag = new AtomicLong();

  Housekeeping(
      Transactions transactions,
      ServiceName service,
      MeterRegistry registry,
      @ConfigProperty(name = "fairlead.inbox.retention") Period retention,
      @ConfigProperty(name = "quarkus.flyway.placeholders.slot") String slot) {
    this.transactions = transactions;
    this.retention = retention;
    this.slot = slot;
    registry.gauge(service.metric("outbox.lag.bytes"), lag);
  }

  @Scheduled(every = "6h", delayed = "1m")
  Uni<Void> tidy() {
    Instant before = Instant.now().atOffset(ZoneOffset.UTC).minus(retention).toInstant();
    return transactions.run(
        session -> {
          Sql sql = Sql.on(session);
          return sql.run(
                  "select event_log_month(now()), event_log_month(now() + interval '1 month')")
              .chain(() -> sql.update("delete from inbox where seen_at < $1", Sql.time(before)))
              .chain(
                  () ->
                      sql.update(
                          "delete from command_answer where answered_at < $1", Sql.time(before)))
              .replaceWithVoid();
        });
  }

  @Scheduled(every = "15s", delayed = "5s")
  Uni<Void> measure() {
    return transactions.run(
        session ->
            Sql.on(session)
                .first(
                    "select pg_wal_lsn_diff(pg_current_wal_lsn(), confirmed_flush_lsn)::bigint"
                        + " from pg_replication_slots where slot_name = $1",
                    row -> row.getLong(0),
                    slot)
                .invoke(bytes -> lag.set(bytes == null ? 0 : bytes))
                .replaceWithVoid());
  }
}
