package dev.fairlead.ownership.conduct;

import dev.fairlead.kit.sql.Failures;
import dev.fairlead.kit.sql.Transactions;
import dev.fairlead.ownership.conduct.adapter.ConductFacts;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
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

  /** Judges all that waits. What fails for a reason that passes waits for the next time. */
  @Scheduled(
      every = "${fairlead.ownership.conduct.every}",
      delayed = "3s",
      concurrentExecution = ConcurrentExecution.SKIP)
  Uni<Void> judge() {
    return some(MANY, new ArrayList<>())
        .onFailure(failure -> !Failures.isPassing(failure))
        .recoverWithUni(
            failure -> {
              LOG.warnf(
                  "facts could not be judged together, one by one now: %s",
                  Failures.describe(failure));
              return oneByOne(MANY);
            })
        .onFailure(Failures::isPassing)
        .recoverWithItem(
            failure -> {
              LOG.warnf("facts wait to be judged: %s", Failures.describe(failure));
              return 0;
            })
        .chain(judged -> judged < MANY ? Uni.createFrom().voidItem() : judge());
  }

  private Uni<Integer> oneByOne(int left) {
    if (left == 0) {
      return Uni.createFrom().item(0);
    }
    List<String> taken = new ArrayList<>();
    return some(1, taken)
        .onFailure(failure -> !Failures.isPassing(failure))
        .recoverWithUni(
            failure -> {
              LOG.errorf("fact %s cannot be judged: %s", taken, Failures.describe(failure));
              return transactions
                  .run(session -> facts.failed(session, taken))
                  .replaceWith(taken.size());
            })
        .chain(judged -> judged == 0 ? Uni.createFrom().item(0) : oneByOne(left - 1));
  }

  private Uni<Integer> some(int limit, List<String> taken) {
    return transactions.run(
        session ->
            facts
                .take(session, limit)
                .invoke(taken::addAll)
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
