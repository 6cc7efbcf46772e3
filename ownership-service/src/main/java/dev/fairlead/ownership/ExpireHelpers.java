package dev.fairlead.ownership;

import dev.fairlead.kit.ServiceName;
import dev.fairlead.kit.event.Flow;
import dev.fairlead.kit.sql.Transactions;
import dev.fairlead.ownership.adapter.Custodies;
import dev.fairlead.ownership.adapter.Standing;
import dev.fairlead.ownership.domain.LedgerCommand;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Set;

/**
 * Ends the access of helpers whose time is over. Reads pass them over at once; this tells the
 * others. Any number of replicas may do it side by side.
 */
@ApplicationScoped
class ExpireHelpers {

  private static final int AT_ONCE = 500;
  private static final String OPERATOR = "ownership-service";

  private final Transactions transactions;
  private final Custodies custodies;
  private final Shelf shelf;
  private final LedgerClock clock;
  private final Counter expired;

  ExpireHelpers(
      Transactions transactions,
      Custodies custodies,
      Shelf shelf,
      LedgerClock clock,
      ServiceName service,
      MeterRegistry registry) {
    this.transactions = transactions;
    this.custodies = custodies;
    this.shelf = shelf;
    this.clock = clock;
    this.expired = registry.counter(service.metric("helpers.expired"));
  }

  @Scheduled(
      every = "{fairlead.ownership.helpers.every}",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  Uni<Void> run() {
    return some().chain(done -> done < AT_ONCE ? Uni.createFrom().voidItem() : run());
  }

  private Uni<Integer> some() {
    Act act = new Act(OPERATOR, Flow.start(), clock.now());
    return transactions.run(
        session ->
            custodies
                .lockWithExpired(session, act.now(), AT_ONCE)
                .chain(
                    found ->
                        found.isEmpty()
                            ? Uni.createFrom().item(0)
                            : shelf
                                .book(session, found, Set.of())
                                .invoke(book -> expire(book, found, act))
                                .chain(book -> shelf.close(session, book))
                                .replaceWith(found::size)));
  }

  private void expire(Book book, Map<String, Standing> found, Act act) {
    found.keySet().forEach(lead -> book.apply(lead, new LedgerCommand.ExpireHelpers(), act));
    expired.increment(found.size());
  }
}
