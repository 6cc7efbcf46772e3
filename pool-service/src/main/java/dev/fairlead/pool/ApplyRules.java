package dev.fairlead.pool;

import dev.fairlead.kit.sql.Transactions;
import dev.fairlead.pool.adapter.Custodies;
import dev.fairlead.pool.adapter.RuleApplications;
import dev.fairlead.pool.adapter.RuleApplications.Application;
import dev.fairlead.pool.domain.Custody;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Carries changed rules to the clocks that run already, when somebody asked for it: a page of leads
 * per transaction, by whichever replica comes first, going on after a restart where it was.
 */
@ApplicationScoped
public class ApplyRules {

  private final Transactions transactions;
  private final RuleApplications applications;
  private final Custodies custodies;
  private final RuleBooks ruleBooks;
  private final Clock clock;
  private final int most;

  ApplyRules(
      Transactions transactions,
      RuleApplications applications,
      Custodies custodies,
      RuleBooks ruleBooks,
      Clock clock,
      @ConfigProperty(name = "fairlead.pool.batch") int most) {
    this.transactions = transactions;
    this.applications = applications;
    this.custodies = custodies;
    this.ruleBooks = ruleBooks;
    this.clock = clock;
    this.most = most;
  }

  /** Goes on with all that was asked for. */
  public Uni<Void> apply() {
    return transactions.run(this::page).chain(more -> more ? apply() : Uni.createFrom().voidItem());
  }

  private Uni<Boolean> page(Mutiny.Session session) {
    return applications
        .next(session)
        .chain(
            application ->
                application == null
                    ? Uni.createFrom().item(false)
                    : page(session, application).replaceWith(true));
  }

  private Uni<Void> page(Mutiny.Session session, Application application) {
    return custodies
        .lockOwned(session, application.afterLead(), most)
        .chain(
            page ->
                change(session, application, page)
                    .chain(changed -> applications.save(session, on(application, page, changed))));
  }

  private Application on(Application application, List<Custody> page, int changed) {
    return page.size() < most
        ? application.ended(page.size(), changed, clock.instant())
        : application.past(page.getLast().leadId(), page.size(), changed);
  }

  private Uni<Integer> change(Mutiny.Session session, Application application, List<Custody> page) {
    Instant now = clock.instant();
    return page.isEmpty()
        ? Uni.createFrom().item(0)
        : ruleBooks
            .about(session, page)
            .chain(
                book -> {
                  List<Custody> changed =
                      page.stream()
                          .filter(c -> Objects.equals(book.rules(c).pool(), application.pool()))
                          .flatMap(c -> changed(c, book, application.grace(), now))
                          .toList();
                  return custodies
                      .save(session, changed, book.calendars())
                      .replaceWith(changed.size());
                });
  }

  private static Stream<Custody> changed(
      Custody custody, RuleBooks.RuleBook book, Instant grace, Instant now) {
    Custody after = custody.under(book.rules(custody), book.calendar(custody), grace, now);
    return after.equals(custody) ? Stream.empty() : Stream.of(after);
  }
}
