package dev.fairlead.pool;

import dev.fairlead.events.PoolEvent;
import dev.fairlead.kit.event.EventLog;
import dev.fairlead.kit.event.Fact;
import dev.fairlead.kit.sql.Transactions;
import dev.fairlead.pool.adapter.PooledLeads;
import dev.fairlead.pool.domain.PooledLead;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.hibernate.reactive.mutiny.Mutiny;

/** Takes leads out of circulation that have been in their pool for as long as it keeps them. */
@ApplicationScoped
public class ArchiveLeads {

  private final Transactions transactions;
  private final PooledLeads pooledLeads;
  private final EventLog log;
  private final Clock clock;
  private final int most;

  ArchiveLeads(
      Transactions transactions,
      PooledLeads pooledLeads,
      EventLog log,
      Clock clock,
      @ConfigProperty(name = "fairlead.pool.batch") int most) {
    this.transactions = transactions;
    this.pooledLeads = pooledLeads;
    this.log = log;
    this.clock = clock;
    this.most = most;
  }

  /** Archives all that are due, a batch per transaction. */
  public Uni<Void> archive() {
    return transactions
        .run(this::batch)
        .chain(handled -> handled < most ? Uni.createFrom().voidItem() : archive());
  }

  private Uni<Integer> batch(Mutiny.Session session) {
    Instant now = clock.instant();
    return pooledLeads
        .outdated(session, now, most)
        .call(
            found ->
                found.isEmpty()
                    ? Uni.createFrom().voidItem()
                    : pooledLeads
                        .archive(session, found.stream().map(PooledLead::leadId).toList())
                        .chain(() -> log.append(session, facts(found, now))))
        .map(List::size);
  }

  private static List<Fact> facts(List<PooledLead> found, Instant now) {
    return found.stream()
        .map(
            lead ->
                Fact.of(
                    new PoolEvent.Archived(lead.leadId(), String.valueOf(lead.pool()), Placing.AGE),
                    Flows.from(lead.origin()),
                    now))
        .toList();
  }
}
