package dev.fairlead.pool;

import dev.fairlead.events.PoolEvent;
import dev.fairlead.kit.event.EventLog;
import dev.fairlead.kit.event.Fact;
import dev.fairlead.kit.event.Flow;
import dev.fairlead.kit.sql.Transactions;
import dev.fairlead.pool.adapter.Pools;
import dev.fairlead.pool.domain.PoolSettings;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Tells the settings that others obey too: with every change, and once if they were never told, so
 * that the ledger knows that there is no cap from somebody who would know. A row in the database
 * decides which replica does.
 */
@ApplicationScoped
public class TellSettings {

  private final Transactions transactions;
  private final Pools pools;
  private final EventLog log;
  private final Clock clock;
  private final AtomicBoolean looked = new AtomicBoolean();

  TellSettings(Transactions transactions, Pools pools, EventLog log, Clock clock) {
    this.transactions = transactions;
    this.pools = pools;
    this.log = log;
    this.clock = clock;
  }

  /** Tells the settings in force unless somebody has. */
  public Uni<Void> onceIfNever() {
    if (looked.get()) {
      return Uni.createFrom().voidItem();
    }
    return transactions
        .run(
            session ->
                pools
                    .firstToTell(session)
                    .chain(
                        first ->
                            first
                                ? pools
                                    .rules(session)
                                    .chain(rules -> append(session, rules, Flow.start()))
                                : Uni.createFrom().voidItem()))
        .invoke(() -> looked.set(true));
  }

  /** Tells settings that were just written. */
  Uni<Void> tell(Mutiny.Session session, PoolSettings settings, Flow flow) {
    return pools.firstToTell(session).chain(() -> append(session, settings, flow));
  }

  private Uni<Void> append(Mutiny.Session session, PoolSettings settings, Flow flow) {
    PoolEvent.Settings told =
        new PoolEvent.Settings(
            PoolEvent.Settings.ID, settings.globalHoldingCap(), settings.countWon());
    return log.append(session, List.of(Fact.of(told, flow, clock.instant())));
  }
}
