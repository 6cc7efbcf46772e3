package dev.fairlead.pool;

import dev.fairlead.kit.sql.Transactions;
import dev.fairlead.pool.adapter.Custodies;
import dev.fairlead.pool.domain.Custody;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Chooses the rules of a clock once more when the lead's facts came after its owner: topics have no
 * order among each other.
 */
@ApplicationScoped
public class SettleRules {

  private final Transactions transactions;
  private final Custodies custodies;
  private final RuleBooks ruleBooks;
  private final Clock clock;
  private final int most;

  SettleRules(
      Transactions transactions,
      Custodies custodies,
      RuleBooks ruleBooks,
      Clock clock,
      @ConfigProperty(name = "fairlead.pool.batch") int most) {
    this.transactions = transactions;
    this.custodies = custodies;
    this.ruleBooks = ruleBooks;
    this.clock = clock;
    this.most = most;
  }

  /** Settles all that can be settled, a batch per transaction. */
  public Uni<Void> settle() {
    return transactions
        .run(this::batch)
        .chain(handled -> handled < most ? Uni.createFrom().voidItem() : settle());
  }

  private Uni<Integer> batch(Mutiny.Session session) {
    return custodies
        .provisional(session, most)
        .call(found -> found.isEmpty() ? Uni.createFrom().voidItem() : settle(session, found))
        .map(List::size);
  }

  private Uni<Void> settle(Mutiny.Session session, List<Custody> found) {
    Instant now = clock.instant();
    return ruleBooks
        .about(session, found)
        .chain(
            book ->
                custodies.save(
                    session,
                    found.stream()
                        .map(c -> c.settled(book.rules(c), book.calendar(c), now))
                        .toList(),
                    book.calendars()));
  }
}
