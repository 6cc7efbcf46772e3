package dev.fairlead.kit;

import dev.fairlead.kit.sql.Sql;
import dev.fairlead.kit.sql.Transactions;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.Period;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Lets go of what the event log and the dead letters no longer have to keep. Of the log whole
 * months are dropped, which costs the same however many rows they have; a month goes once all of it
 * is older than the retention. Dead letters go after theirs when they have been replayed; those
 * that wait stay until somebody has decided on them.
 */
@ApplicationScoped
public class OldEvents {

  private static final String MONTHS =
      """
      select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid
      where i.inhparent = 'event_log'::regclass
        and c.relname ~ '^event_log_[0-9]{4}_[0-9]{2}$' and c.relname <= $1
      order by c.relname
      """;

  // whoever appends waits behind a drop that waits itself; better to try again next time
  private static final String IMPATIENTLY = "set local lock_timeout = '1s'";

  private final Transactions transactions;
  private final Period events;
  private final Period deadLetters;

  OldEvents(
      Transactions transactions,
      @ConfigProperty(name = "fairlead.event-log.retention") Period events,
      @ConfigProperty(name = "fairlead.dead-letters.retention") Period deadLetters) {
    this.transactions = transactions;
    this.events = events;
    this.deadLetters = deadLetters;
  }

  @Scheduled(every = "6h", delayed = "5m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  Uni<Void> tidy() {
    return letGo(Instant.now());
  }

  /** Lets go of all whose time is over by then. */
  public Uni<Void> letGo(Instant now) {
    String last = month(before(now, events));
    return transactions
        .run(session -> Sql.on(session).list(MONTHS, row -> row.getString(0), last))
        .chain(this::drop)
        .chain(
            () ->
                transactions.run(
                    session ->
                        Sql.on(session)
                            .update(
                                "delete from dead_letter where replayed_at < $1",
                                Sql.time(before(now, deadLetters)))))
        .replaceWithVoid();
  }

  /** A transaction for each, so that none waits for another's lock. */
  private Uni<Void> drop(List<String> months) {
    Uni<Void> dropped = Uni.createFrom().voidItem();
    for (String month : months) {
      dropped =
          dropped.chain(
              () ->
                  transactions.run(
                      session ->
                          Sql.on(session)
                              .run(IMPATIENTLY)
                              .chain(
                                  () -> Sql.on(session).run("select event_log_forget($1)", month))
                              .replaceWithVoid()));
    }
    return dropped;
  }

  private static Instant before(Instant now, Period retention) {
    return now.atOffset(ZoneOffset.UTC).minus(retention).toInstant();
  }

  /** The partition of the last month that is over at an instant. */
  private static String month(Instant at) {
    YearMonth last = YearMonth.from(at.atOffset(ZoneOffset.UTC)).minusMonths(1);
    return String.format(Locale.ROOT, "event_log_%04d_%02d", last.getYear(), last.getMonthValue());
  }
}
