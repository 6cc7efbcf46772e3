package dev.fairlead.notification.channel;

import dev.fairlead.kit.sql.Sql;
import dev.fairlead.kit.sql.Transactions;
import dev.fairlead.notification.SendDigests;
import dev.fairlead.notification.TellPeople;
import dev.fairlead.notification.adapter.Hooks;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** What is due by the clock and not by an event: steps of the ladder, digests, forgetting. */
@ApplicationScoped
public class DueWork {

  private static final String FORGET_DELIVERIES =
      """
      delete from delivery where id in (
        select id from delivery where status <> 'pending' and changed_at < $1 limit 20000)
      """;

  private static final String FORGET_NOTICES =
      """
      delete from notice where id in (
        select id from notice n where n.at < $1
          and not exists (select 1 from delivery d where d.notice_id = n.id)
          and not exists (
            select 1 from digest_item i where i.notice_id = n.id and i.digest_id is null)
        limit 20000)
      """;

  private final TellPeople tellPeople;
  private final SendDigests sendDigests;
  private final Transactions transactions;
  private final Hooks hooks;
  private final Period retention;

  DueWork(
      TellPeople tellPeople,
      SendDigests sendDigests,
      Transactions transactions,
      Hooks hooks,
      @ConfigProperty(name = "fairlead.notification.retention") Period retention) {
    this.tellPeople = tellPeople;
    this.sendDigests = sendDigests;
    this.transactions = transactions;
    this.hooks = hooks;
    this.retention = retention;
  }

  @Scheduled(every = "1s", delayed = "2s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  Uni<Void> climb() {
    return tellPeople.climb(Instant.now()).replaceWithVoid();
  }

  @Scheduled(every = "1s", delayed = "2s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  Uni<Void> collect() {
    return sendDigests.send(Instant.now());
  }

  @Scheduled(every = "1h", delayed = "5m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  Uni<Void> tidy() {
    return forget(Instant.now()).chain(() -> transactions.run(hooks::orphans));
  }

  /** Forgets all whose time is over by then, as many batches as that takes. */
  public Uni<Void> forget(Instant now) {
    Instant before = now.atOffset(ZoneOffset.UTC).minus(retention).toInstant();
    return whileAny(FORGET_DELIVERIES, before).chain(() -> whileAny(FORGET_NOTICES, before));
  }

  private Uni<Void> whileAny(String forget, Instant before) {
    return transactions
        .run(session -> Sql.on(session).update(forget, Sql.time(before)))
        .chain(gone -> gone == 0 ? Uni.createFrom().voidItem() : whileAny(forget, before));
  }
}
