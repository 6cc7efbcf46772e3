package dev.fairlead.intake.fetch;

import dev.fairlead.intake.SettleFetch;
import dev.fairlead.intake.adapter.ConnectorHealth;
import dev.fairlead.intake.adapter.Fetches;
import dev.fairlead.intake.adapter.Fetches.Due;
import dev.fairlead.intake.domain.Connector;
import dev.fairlead.intake.domain.Refusal;
import dev.fairlead.kit.ServiceName;
import dev.fairlead.kit.outbound.Outbound;
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
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Fetches announced leads. What is due is taken under a lease, asked for without a transaction, and
 * settled in one of its own; who dies meanwhile leaves it to others when the lease ends.
 */
@ApplicationScoped
public class FetchLeads {

  private static final Logger LOG = Logger.getLogger(FetchLeads.class);
  private static final byte[] NOTHING = new byte[0];

  private final DueFetches dueFetches;
  private final Platforms platforms;
  private final Outbound outbound;
  private final SettleFetch settle;
  private final Transactions transactions;
  private final ConnectorHealth health;
  private final Fetches fetches;
  private final Backoff backoff;
  private final MeterRegistry registry;
  private final String metric;
  private final Duration every;
  private final int most;
  private final AtomicInteger inFlight = new AtomicInteger();
  private final Loop loop;

  FetchLeads(
      DueFetches dueFetches,
      Platforms platforms,
      Outbound outbound,
      SettleFetch settle,
      Transactions transactions,
      ConnectorHealth health,
      Fetches fetches,
      Backoff backoff,
      MeterRegistry registry,
      ServiceName service,
      Vertx vertx,
      @ConfigProperty(name = "fairlead.intake.fetch.every") Duration every,
      @ConfigProperty(name = "fairlead.intake.fetch.in-flight") int most) {
    this.dueFetches = dueFetches;
    this.platforms = platforms;
    this.outbound = outbound;
    this.settle = settle;
    this.transactions = transactions;
    this.health = health;
    this.fetches = fetches;
    this.backoff = backoff;
    this.registry = registry;
    this.metric = service.metric("fetches");
    this.every = every;
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

  /** Begins what is due and does not wait for it: a slow platform holds up nobody else. */
  private Uni<Boolean> round() {
    int free = most - inFlight.get();
    if (free <= 0) {
      return Uni.createFrom().item(false);
    }
    return dueFetches.take(free).invoke(taken -> taken.forEach(this::begin)).replaceWith(false);
  }

  private void begin(DueFetches.Taken taken) {
    inFlight.incrementAndGet();
    fetch(taken.due(), taken.connector())
        .chain(ending -> recover(taken, ending).replaceWith(ending))
        .subscribe()
        .with(
            ending -> end(taken.due(), ending),
            failure -> {
              LOG.warnf("fetching for %s: %s", taken.due().connector(), Failures.describe(failure));
              end(taken.due(), "fault");
            });
  }

  /** Looks for more once half of the hands are free: what is due is taken many at a time. */
  private void end(Due due, String ending) {
    boolean halfFree = inFlight.decrementAndGet() <= most / 2;
    String kind = due.connector().substring(0, due.connector().indexOf('/'));
    registry.counter(metric, "kind", kind, "ending", ending).increment();
    if (halfFree) {
      loop.wake();
    }
  }

  /** One fetch; answers how it ended. */
  private Uni<String> fetch(Due due, @Nullable Connector connector) {
    Platform platform = connector == null ? null : platforms.of(connector.kind()).orElse(null);
    if (connector == null || platform == null) {
      return failed(due, "its connector is gone");
    }
    if (connector.secret(platform.tokenName()) == null) {
      return pause(due, new Verdict.Closed("token-invalid", "not-set", null));
    }
    return outbound
        .send(platform.ask(connector, due.externalId()))
        .map(reply -> new Judged(platform.judge(reply, Instant.now()), reply.body()))
        .onFailure()
        .recoverWithItem(failure -> new Judged(new Verdict.Passing(code(failure)), NOTHING))
        .chain(judged -> act(due, connector, platform, judged));
  }

  /** What was answered, and what it means. */
  @SuppressWarnings("ArrayRecordComponent")
  private record Judged(Verdict verdict, byte[] answer) {}

  private static String code(Throwable failure) {
    return failure instanceof TimeoutException ? "timeout" : failure.getClass().getSimpleName();
  }

  private Uni<String> act(Due due, Connector connector, Platform platform, Judged judged) {
    return switch (judged.verdict) {
      case Verdict.Given given ->
          settle
              .given(
                  due,
                  connector,
                  platform.read(judged.answer, due.externalId(), due.known(), connector),
                  judged.answer,
                  Instant.now())
              .replaceWith("done");
      case Verdict.Gone gone ->
          settle
              .ended(due, Refusal.of(Refusal.Reason.NOT_FOUND, gone.code()), Instant.now())
              .replaceWith("gone");
      case Verdict.Passing passing -> later(due, passing.code());
      case Verdict.Closed closed -> pause(due, closed);
    };
  }

  private Uni<String> failed(Due due, String code) {
    return settle
        .ended(due, Refusal.of(Refusal.Reason.NOT_FETCHED, code), Instant.now())
        .replaceWith("failed");
  }

  private Uni<String> later(Due due, String code) {
    Instant now = Instant.now();
    if (backoff.isOver(due.since(), now)) {
      return failed(due, code);
    }
    double chance = ThreadLocalRandom.current().nextDouble();
    Instant next = now.plus(backoff.after(due.attempts(), chance));
    return transactions
        .run(
            session ->
                fetches
                    .later(session, due, next, code)
                    .chain(
                        () ->
                            health.keep(
                                session,
                                due.connector(),
                                ConnectorHealth.FAILING,
                                code,
                                null,
                                now)))
        .replaceWith("retried");
  }

  private Uni<String> pause(Due due, Verdict.Closed closed) {
    Instant now = Instant.now();
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
  private Uni<Void> recover(DueFetches.Taken taken, String ending) {
    boolean answered = ending.equals("done") || ending.equals("gone");
    return answered && !taken.well()
        ? transactions.run(
            session -> health.recovered(session, taken.due().connector(), Instant.now()))
        : Uni.createFrom().voidItem();
  }
}
