package dev.fairlead.intake.fetch;

import dev.fairlead.intake.adapter.ConnectorHealth;
import dev.fairlead.intake.adapter.ConnectorHealth.Busy;
import dev.fairlead.intake.adapter.Connectors;
import dev.fairlead.intake.adapter.Fetches;
import dev.fairlead.intake.adapter.Fetches.Due;
import dev.fairlead.intake.domain.Connector;
import dev.fairlead.kit.sql.Transactions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * Takes what is due to be fetched under a lease: of each connector as much as it may ask for in
 * this second, and its fair part of what this replica has hands for.
 */
@ApplicationScoped
class DueFetches {

  private static final int MOST_CONNECTORS = 20;
  private static final int USUAL_PER_SECOND = 10;
  private static final int MOST_PER_SECOND = 1000;

  private final Transactions transactions;
  private final ConnectorHealth health;
  private final Connectors connectors;
  private final Fetches fetches;
  private final Duration lease;

  DueFetches(
      Transactions transactions,
      ConnectorHealth health,
      Connectors connectors,
      Fetches fetches,
      @ConfigProperty(name = "fairlead.intake.fetch.lease") Duration lease) {
    this.transactions = transactions;
    this.health = health;
    this.connectors = connectors;
    this.fetches = fetches;
    this.lease = lease;
  }

  /**
   * One that is ours now.
   *
   * @param connector as it stands; null when it is gone
   * @param well whether its platform treated us well before
   */
  record Taken(Due due, @Nullable Connector connector, boolean well) {}

  /** What a connector may have fetched now. */
  private record Share(Busy busy, @Nullable Connector connector, int most) {}

  /** Takes at most so many. */
  Uni<List<Taken>> take(int free) {
    Instant now = Instant.now();
    return transactions.run(
        session ->
            health
                .busy(session, now, MOST_CONNECTORS)
                .chain(busy -> shares(session, busy, free, now))
                .chain(shares -> claim(session, shares, now)));
  }

  private Uni<Map<String, Share>> shares(
      Mutiny.Session session, List<Busy> busy, int free, Instant now) {
    int each = Math.max(1, free / Math.max(1, busy.size()));
    Uni<Map<String, Share>> shares = Uni.createFrom().item(new HashMap<>());
    for (Busy one : busy) {
      shares = shares.chain(map -> share(session, one, each, now, map));
    }
    return shares;
  }

  private Uni<Map<String, Share>> share(
      Mutiny.Session session, Busy busy, int each, Instant now, Map<String, Share> shares) {
    int slash = busy.connector().indexOf('/');
    return connectors
        .read(session, busy.connector().substring(0, slash), busy.connector().substring(slash + 1))
        .map(
            connector -> {
              shares.put(
                  busy.connector(), new Share(busy, connector, most(busy, connector, each, now)));
              return shares;
            });
  }

  private static int most(Busy busy, @Nullable Connector connector, int each, Instant now) {
    if (connector == null) {
      return each;
    }
    int perSecond =
        FetchSettings.count(
            connector.settings(), "fetchPerSecond", USUAL_PER_SECOND, MOST_PER_SECOND);
    return connector.enabled() ? Math.min(Pace.allowed(busy, perSecond, now), each) : 0;
  }

  private Uni<List<Taken>> claim(Mutiny.Session session, Map<String, Share> shares, Instant now) {
    Map<String, Integer> wanted = new HashMap<>();
    shares.forEach((connector, share) -> wanted.put(connector, share.most));
    wanted.values().removeIf(most -> most <= 0);
    return wanted.isEmpty()
        ? Uni.createFrom().item(List.of())
        : fetches
            .claim(session, wanted, now, now.plus(lease))
            .chain(due -> count(session, due, shares, now).replaceWith(() -> taken(due, shares)));
  }

  private static List<Taken> taken(List<Due> due, Map<String, Share> shares) {
    List<Taken> taken = new ArrayList<>(due.size());
    for (Due one : due) {
      Share share = Objects.requireNonNull(shares.get(one.connector()));
      taken.add(new Taken(one, share.connector, share.busy.isWell()));
    }
    return taken;
  }

  private Uni<Void> count(
      Mutiny.Session session, List<Due> due, Map<String, Share> shares, Instant now) {
    Map<String, Integer> calls = new HashMap<>();
    due.forEach(one -> calls.merge(one.connector(), 1, Integer::sum));
    List<Busy> called = new ArrayList<>();
    calls.forEach(
        (connector, count) ->
            called.add(
                Pace.called(Objects.requireNonNull(shares.get(connector)).busy, count, now)));
    return called.isEmpty() ? Uni.createFrom().voidItem() : health.count(session, called);
  }
}
