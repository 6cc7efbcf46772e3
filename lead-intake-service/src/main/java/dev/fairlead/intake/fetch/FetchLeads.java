package dev.fairlead.intake.fetch;

import dev.fairlead.intake.SettleFetch;
import dev.fairlead.intake.adapter.ConnectorHealth;
import dev.fairlead.intake.adapter.ConnectorHealth.Busy;
import dev.fairlead.intake.adapter.Connectors;
import dev.fairlead.intake.adapter.Fetches;
import dev.fairlead.intake.adapter.Fetches.Due;
import dev.fairlead.intake.domain.Connector;
import dev.fairlead.intake.domain.Refusal;
import dev.fairlead.intake.outbound.Outbound;
import dev.fairlead.intake.outbound.Reply;
import dev.fairlead.kit.ServiceName;
import dev.fairlead.kit.sql.Failures;
import dev.fairlead.kit.sql.Transactions;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Fetches announced leads. What is due is taken under a lease, asked for without a transaction, and
 * settled in one of its own; who dies meanwhile leaves it to others when the lease ends.
 */
@ApplicationScoped
public class FetchLeads {

  private static final Logger LOG = Logger.getLogger(FetchLeads.class);
  private static final int MOST_CONNECTORS = 20;
  private static final int MOST_PER_SECOND = 1000;

  private final Transactions transactions;
  private final ConnectorHealth health;
  private final Connectors connectors;
  private final Fetches fetches;
  private final Platforms platforms;
  private final Outbound outbound;
  private final SettleFetch settle;
  private final Backoff backoff;
  private final MeterRegistry registry;
  private final String metric;
  private final Duration every;
  private final Duration lease;
  private final int most;
  private final AtomicInteger inFlight = new AtomicInteger();
  private final Loop loop;

  FetchLeads(
      Transactions transactions,
      ConnectorHealth health,
      Connectors connectors,
      Fetches fetches,
      Platforms platforms,
      Outbound outbound,
      SettleFetch settle,
      Backoff backoff,
      MeterRegistry registry,
      ServiceName service,
      Vertx vertx,
      @ConfigProperty(name = "fairlead.intake.fetch.every") Duration every,
      @ConfigProperty(name = "fairlead.intake.fetch.lease") Duration lease,
      @ConfigProperty(name = "fairlead.intake.fetch.in-flight") int most) {
    this.transactions = transactions;
    this.health = health;
    this.connectors = connectors;
    this.fetches = fetches;
    this.platforms = platforms;
    this.outbound = outbound;
    this.settle = settle;
    this.backoff = backoff;
    this.registry = registry;
    this.metric = service.metric("fetches");
    this.every = every;
    this.lease = lease;
    this.most = most;
    this.loop = new Loop("fetching", vertx, this::round);
  }

  void start(@Observes StartupEvent event) {
    loop.start(every);
  }

  void stop(@Observes ShutdownEvent event) {
    loop.stop();
  }

  /** Looks at once for what is due, after something was announced or changed. */
  public void wake() {
    loop.wake();
  }

  /** What one connector may have fetched now, and whether it stands. */
  private record Share(Busy busy, @Nullable Connector connector, int most) {}

  /** What was taken, with the connectors it belongs to. */
  private record Taken(List<Due> due, Map<String, Share> shares) {}

  private Uni<Boolean> round() {
    int free = most - inFlight.get();
    if (free <= 0) {
      return Uni.createFrom().item(false);
    }
    Instant now = Instant.now();
    return transactions
        .run(session -> take(session, free, now))
        .map(
            taken -> {
              taken.due.forEach(due -> begin(due, taken.shares.get(due.connector())));
              return false;
            });
  }

  private Uni<Taken> take(Mutiny.Session session, int free, Instant now) {
    return health
        .busy(session, now, MOST_CONNECTORS)
        .chain(busy -> shares(session, busy, free, now))
        .chain(shares -> claim(session, shares, now));
  }

  private Uni<Map<String, Share>> shares(
      Mutiny.Session session, List<Busy> busy, int free, Instant now) {
    Uni<Map<String, Share>> shares = Uni.createFrom().item(new HashMap<>());
    int each = Math.max(1, free / Math.max(1, busy.size()));
    for (Busy one : busy) {
      int slash = one.connector().indexOf('/');
      String kind = one.connector().substring(0, slash);
      String key = one.connector().substring(slash + 1);
      shares =
          shares.chain(
              map ->
                  connectors
                      .read(session, kind, key)
                      .map(
                          connector -> {
                            map.put(one.connector(), share(one, connector, each, now));
                            return map;
                          }));
    }
    return shares;
  }

  private static Share share(Busy busy, @Nullable Connector connector, int each, Instant now) {
    if (connector == null) {
      return new Share(busy, null, each);
    }
    int allowed = Pace.allowed(busy, perSecond(connector), now);
    return new Share(busy, connector, connector.enabled() ? Math.min(allowed, each) : 0);
  }

  private static int perSecond(Connector connector) {
    return FetchSettings.count(connector.settings(), "fetchPerSecond", 10, MOST_PER_SECOND);
  }

  private Uni<Taken> claim(Mutiny.Session session, Map<String, Share> shares, Instant now) {
    Map<String, Integer> wanted = new HashMap<>();
    shares.forEach(
        (connector, share) -> {
          if (share.most > 0) {
            wanted.put(connector, share.most);
          }
        });
    if (wanted.isEmpty()) {
      return Uni.createFrom().item(new Taken(List.of(), shares));
    }
    return fetches
        .claim(session, wanted, now, now.plus(lease))
        .chain(due -> count(session, due, shares, now).replaceWith(new Taken(due, shares)));
  }

  private Uni<Void> count(
      Mutiny.Session session, List<Due> due, Map<String, Share> shares, Instant now) {
    Map<String, Integer> calls = new HashMap<>();
    due.forEach(one -> calls.merge(one.connector(), 1, Integer::sum));
    List<Busy> called = new ArrayList<>();
    calls.forEach(
        (connector, count) -> {
          Share share = shares.get(connector);
          if (share != null) {
            called.add(Pace.called(share.busy, count, now));
          }
        });
    return called.isEmpty() ? Uni.createFrom().voidItem() : health.count(session, called);
  }

  private void begin(Due due, @Nullable Share share) {
    inFlight.incrementAndGet();
    fetch(due, share == null ? null : share.connector)
        .chain(ending -> recover(due, share, ending).replaceWith(ending))
        .subscribe()
        .with(
            ending -> end(due, ending),
            failure -> {
              LOG.warnf("fetching for %s: %s", due.connector(), Failures.describe(failure));
              end(due, "fault");
            });
  }

  private void end(Due due, String ending) {
    inFlight.decrementAndGet();
    String kind = due.connector().substring(0, due.connector().indexOf('/'));
    registry.counter(metric, "kind", kind, "ending", ending).increment();
    loop.wake();
  }

  /** One fetch; answers how it ended. */
  private Uni<String> fetch(Due due, @Nullable Connector connector) {
    Platform platform = connector == null ? null : platforms.of(connector.kind()).orElse(null);
    if (connector == null || platform == null) {
      return settle
          .ended(due, notFetched("its connector is gone"), Instant.now())
          .replaceWith("failed");
    }
    if (connector.secret(platform.tokenName()) == null) {
      return act(due, connector, platform, Verdict.tokenInvalid("not-set"), null);
    }
    return outbound
        .send(platform.ask(connector, due.externalId()))
        .map(reply -> new Judged(platform.judge(reply, Instant.now()), reply))
        .onFailure()
        .recoverWithItem(failure -> new Judged(new Verdict.Passing(code(failure)), null))
        .chain(judged -> act(due, connector, platform, judged.verdict, judged.reply));
  }

  private record Judged(Verdict verdict, @Nullable Reply reply) {}

  private static String code(Throwable failure) {
    return failure instanceof TimeoutException
        ? "timeout"
        : failure.getClass().getSimpleName().isEmpty()
            ? "failure"
            : failure.getClass().getSimpleName();
  }

  private Uni<String> act(
      Due due, Connector connector, Platform platform, Verdict verdict, @Nullable Reply reply) {
    Instant now = Instant.now();
    return switch (verdict) {
      case Verdict.Given given -> {
        byte[] body = reply == null ? new byte[0] : reply.body();
        yield settle
            .given(
                due,
                connector,
                platform.read(body, due.externalId(), due.known(), connector),
                body,
                now)
            .replaceWith("done");
      }
      case Verdict.Gone gone ->
          settle
              .ended(due, Refusal.of(Refusal.Reason.NOT_FOUND, gone.code()), now)
              .replaceWith("gone");
      case Verdict.Passing passing -> later(due, passing, now);
      case Verdict.Closed closed -> pause(due, closed, now);
    };
  }

  private Uni<String> later(Due due, Verdict.Passing passing, Instant now) {
    if (backoff.isOver(due.since(), now)) {
      return settle.ended(due, notFetched(passing.code()), now).replaceWith("failed");
    }
    Instant next =
        now.plus(backoff.after(due.attempts(), ThreadLocalRandom.current().nextDouble()));
    return transactions
        .run(
            session ->
                fetches
                    .later(session, due, next, passing.code())
                    .chain(
                        () ->
                            health.keep(
                                session,
                                due.connector(),
                                ConnectorHealth.FAILING,
                                passing.code(),
                                null,
                                now)))
        .replaceWith("retried");
  }

  private Uni<String> pause(Due due, Verdict.Closed closed, Instant now) {
    Instant until = now.plus(backoff.pause(closed));
    LOG.warnf("%s: %s (%s)", due.connector(), closed.status(), closed.code());
    return transactions
        .run(
            session ->
                fetches
                    .handBack(session, due, closed.code())
                    .chain(
                        () ->
                            health.keep(
                                session,
                                due.connector(),
                                closed.status(),
                                closed.code(),
                                until,
                                now)))
        .replaceWith(closed.status());
  }

  /** An answer that makes sense shows that the platform is well again. */
  private Uni<Void> recover(Due due, @Nullable Share share, String ending) {
    boolean answered = ending.equals("done") || ending.equals("gone");
    return answered && share != null && !share.busy.isWell()
        ? transactions.run(session -> health.recovered(session, due.connector(), Instant.now()))
        : Uni.createFrom().voidItem();
  }

  private static Refusal notFetched(String code) {
    return Refusal.of(Refusal.Reason.NOT_FETCHED, code);
  }
}
