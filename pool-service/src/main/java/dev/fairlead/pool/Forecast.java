package dev.fairlead.pool;

import dev.fairlead.kit.sql.Transactions;
import dev.fairlead.pool.adapter.Custodies;
import dev.fairlead.pool.domain.Custody;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Says what leaves protection soon, should nobody do anything. */
@ApplicationScoped
public class Forecast {

  private static final int MOST = 10_000;

  private final Transactions transactions;
  private final Custodies custodies;
  private final Clock clock;

  Forecast(Transactions transactions, Custodies custodies, Clock clock) {
    this.transactions = transactions;
    this.custodies = custodies;
    this.clock = clock;
  }

  /** Leads whose time ends within so many days of 24 hours, soonest first, and sums of them. */
  public Uni<Outlook> next(int days) {
    Instant until = clock.instant().plus(Duration.ofDays(days));
    return transactions
        .run(session -> custodies.endingBefore(session, until, MOST))
        .map(ending -> outlook(ending.stream().map(Forecast::leaving).toList()));
  }

  private static Leaving leaving(Custody custody) {
    var holder = Objects.requireNonNull(custody.holder());
    return new Leaving(custody.leadId(), holder.owner(), holder.end(), holder.reason().code());
  }

  private static Outlook outlook(List<Leaving> items) {
    Map<List<String>, Long> counts =
        items.stream()
            .collect(
                Collectors.groupingBy(
                    item -> List.of(item.repId(), item.reason()),
                    () -> new TreeMap<>((a, b) -> a.toString().compareTo(b.toString())),
                    Collectors.counting()));
    return new Outlook(
        items,
        counts.entrySet().stream()
            .map(e -> new Total(e.getKey().getFirst(), e.getKey().getLast(), e.getValue()))
            .toList());
  }

  /** What leaves, and sums of it by rep and reason. */
  public record Outlook(List<Leaving> items, List<Total> totals) {}

  /** A lead that leaves. */
  public record Leaving(String leadId, String repId, Instant deadline, String reason) {}

  /** How many leave a rep for a reason. */
  public record Total(String repId, String reason, long count) {}
}
