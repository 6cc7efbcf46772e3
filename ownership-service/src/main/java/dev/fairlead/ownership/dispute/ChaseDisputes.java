package dev.fairlead.ownership.dispute;

import dev.fairlead.events.OwnershipEvent;
import dev.fairlead.kit.event.EventLog;
import dev.fairlead.kit.event.Fact;
import dev.fairlead.kit.event.Flow;
import dev.fairlead.kit.sql.Transactions;
import dev.fairlead.ownership.LedgerClock;
import dev.fairlead.ownership.dispute.adapter.Disputes;
import dev.fairlead.ownership.dispute.domain.Dispute;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;

/** Tells of disputes that nobody decided in time, of each once. They stay open and frozen. */
@ApplicationScoped
class ChaseDisputes {

  private static final int MANY = 200;

  private final Transactions transactions;
  private final Disputes disputes;
  private final EventLog log;
  private final LedgerClock clock;

  ChaseDisputes(Transactions transactions, Disputes disputes, EventLog log, LedgerClock clock) {
    this.transactions = transactions;
    this.disputes = disputes;
    this.log = log;
    this.clock = clock;
  }

  @Scheduled(
      every = "${fairlead.ownership.dispute.chase}",
      delayed = "5s",
      concurrentExecution = ConcurrentExecution.SKIP)
  Uni<Void> chase() {
    return transactions
        .run(this::some)
        .chain(found -> found < MANY ? Uni.createFrom().voidItem() : chase());
  }

  private Uni<Integer> some(Mutiny.Session session) {
    Instant now = clock.now();
    return disputes
        .overdue(session, now, MANY)
        .call(
            overdue ->
                log.append(
                    session,
                    overdue.stream()
                        .map(dispute -> Fact.of(told(dispute), Flow.start(), now))
                        .toList()))
        .map(List::size);
  }

  private static OwnershipEvent told(Dispute d) {
    return new OwnershipEvent.DisputeOverdue(d.leadId(), d.id(), d.decideBy());
  }
}
