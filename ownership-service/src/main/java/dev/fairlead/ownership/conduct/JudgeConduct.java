package dev.fairlead.ownership.conduct;

import dev.fairlead.kit.sql.Transactions;
import dev.fairlead.ownership.conduct.adapter.ConductFacts;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Judges what the ledger wrote down, soon after. Each fact is taken once, by whichever replica
 * comes first; one that cannot be judged holds up neither the others nor the ledger.
 */
@ApplicationScoped
class JudgeConduct {

  private static final Logger LOG = Logger.getLogger(JudgeConduct.class);
  private static final int MANY = 200;

  private final Transactions transactions;
  private final ConductFacts facts;
  private final Bench bench;
  private final Period kept;

  JudgeConduct(
      Transactions transactions,
      ConductFacts facts,
      Bench bench,
      @ConfigProperty(name = "fairlead.ownership.conduct.kept") Period kept) {
    this.transactions = transactions;
    this.facts = facts;
    this.bench = bench;
    this.kept = kept;
  }

  /** Judges all that waits. */
  @Scheduled(
      every = "${fairlead.ownership.conduct.every}",
      delayed = "3s",
      concurrentExecution = ConcurrentExecution.SKIP)
  Uni<Void> judge() {
    return some(MANY, new AtomicReference<>(List.of()))
        .onFailure()
        .recoverWithUni(
            failure -> {
              LOG.warnf(
                  "facts could not be judged together, one by one now: %s", failure.getClass());
              return oneByOne(MANY);
            })
        .chain(judged -> judged < MANY ? Uni.createFrom().voidItem() : judge());
  }

  private Uni<Integer> oneByOne(int left) {
    if (left == 0) {
      return Uni.createFrom().item(0);
    }
    AtomicReference<List<String>> taken = new AtomicReference<>(List.of());
    return some(1, taken)
        .onFailure()
        .recoverWithUni(
            failure -> {
              LOG.errorf(failure, "fact %s cannot be judged", taken.get());
              return transactions
                  .run(session -> facts.failed(session, taken.get()))
                  .replaceWith(taken.get().size());
            })
        .chain(judged -> judged == 0 ? Uni.createFrom().item(0) : oneByOne(left - 1));
  }

  private Uni<Integer> some(int limit, AtomicReference<List<String>> taken) {
    return transactions.run(
        session ->
            facts
                .take(session, limit)
                .invoke(taken::set)
                .chain(
                    ids ->
                        ids.isEmpty()
                            ? Uni.createFrom().item(0)
                            : bench.judge(session, ids).replaceWith(ids.size())));
  }

  @Scheduled(every = "12h", delayed = "6m")
  Uni<Void> forget() {
    Instant before = Instant.now().atOffset(ZoneOffset.UTC).minus(kept).toInstant();
    return transactions.run(session -> facts.forget(session, before));
  }
}
