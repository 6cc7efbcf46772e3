package dev.fairlead.pool;

import dev.fairlead.kit.sql.Transactions;
import dev.fairlead.pool.adapter.Custodies;
import dev.fairlead.pool.domain.Configuration;
import dev.fairlead.pool.domain.Custody;
import dev.fairlead.pool.domain.DryRun;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Tries changed recycle rules on the clocks that run now, and writes nothing. Leads are read page
 * by page, each page in a transaction of its own, so that a million of them need no more memory
 * than one page.
 */
@ApplicationScoped
public class TryRules {

  private static final int PAGE = 1000;

  private final Transactions transactions;
  private final Custodies custodies;
  private final RuleBooks ruleBooks;
  private final Clock clock;

  TryRules(Transactions transactions, Custodies custodies, RuleBooks ruleBooks, Clock clock) {
    this.transactions = transactions;
    this.custodies = custodies;
    this.ruleBooks = ruleBooks;
    this.clock = clock;
  }

  /** Runs the trial over all owned leads the changed rules are for. */
  public Uni<DryRun> run(Trial trial) {
    Instant now = clock.instant();
    Instant until = now.plus(Duration.ofDays(trial.days()));
    DryRun outcome = new DryRun(now, until, trial.most());
    return from("", trial, outcome).replaceWith(outcome);
  }

  private Uni<Void> from(String after, Trial trial, DryRun outcome) {
    return transactions
        .run(session -> page(session, after, trial, outcome))
        .chain(
            page ->
                page.size() < PAGE
                    ? Uni.createFrom().voidItem()
                    : from(page.getLast().leadId(), trial, outcome));
  }

  private Uni<List<Custody>> page(
      Mutiny.Session session, String after, Trial trial, DryRun outcome) {
    return custodies
        .owned(session, after, PAGE)
        .call(
            page ->
                ruleBooks
                    .about(session, page)
                    .invoke(
                        book -> {
                          Configuration changed = trial.change().apply(book.configuration());
                          page.forEach(custody -> weigh(custody, book, changed, trial, outcome));
                        }));
  }

  private static void weigh(
      Custody custody,
      RuleBooks.RuleBook book,
      Configuration changed,
      Trial trial,
      DryRun outcome) {
    var rules = book.rules(custody, changed);
    if (trial.concerns().test(String.valueOf(rules.pool()))) {
      Custody after =
          custody.under(
              rules, book.calendar(custody), outcome.now().plus(trial.grace()), outcome.now());
      outcome.weigh(custody, after, changed);
    }
  }

  /**
   * What to try.
   *
   * @param change makes the changed rules of those in force
   * @param concerns whether leads whose rules a pool makes (by id, {@code null} as text for none)
   *     are meant
   * @param grace before it is over the change would end nothing
   * @param days what leaves within so many days is told
   * @param most leads to name
   */
  public record Trial(
      UnaryOperator<Configuration> change,
      Predicate<String> concerns,
      Duration grace,
      int days,
      int most) {}
}
