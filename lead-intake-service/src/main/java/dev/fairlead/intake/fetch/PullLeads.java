package dev.fairlead.intake.fetch;

import dev.fairlead.intake.TakePage;
import dev.fairlead.intake.adapter.ConnectorHealth;
import dev.fairlead.intake.adapter.Connectors;
import dev.fairlead.intake.adapter.Pulls;
import dev.fairlead.intake.adapter.Pulls.Turn;
import dev.fairlead.intake.domain.Connector;
import dev.fairlead.intake.domain.Reading;
import dev.fairlead.intake.outbound.Outbound;
import dev.fairlead.kit.sql.Failures;
import dev.fairlead.kit.sql.Transactions;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Asks platforms which leads they have, for connectors that wish it. Each turn reads again a while
 * before the end of the last one, since platforms are late at times; leads that are known already
 * turn out to be duplicates. A turn belongs to one replica, under a lease.
 */
@ApplicationScoped
public class PullLeads {

  private static final Logger LOG = Logger.getLogger(PullLeads.class);
  private static final Duration NOBODY_HOME = Duration.ofHours(1);

  private final Transactions transactions;
  private final Pulls pulls;
  private final ConnectorHealth health;
  private final Connectors connectors;
  private final PullSources sources;
  private final Outbound outbound;
  private final TakePage takePage;
  private final Backoff backoff;
  private final Duration look;
  private final Duration lease;
  private final Loop loop;

  PullLeads(
      Transactions transactions,
      Pulls pulls,
      ConnectorHealth health,
      Connectors connectors,
      PullSources sources,
      Outbound outbound,
      TakePage takePage,
      Backoff backoff,
      Vertx vertx,
      @ConfigProperty(name = "fairlead.intake.fetch.every") Duration look,
      @ConfigProperty(name = "fairlead.intake.fetch.lease") Duration lease) {
    this.transactions = transactions;
    this.pulls = pulls;
    this.health = health;
    this.connectors = connectors;
    this.sources = sources;
    this.outbound = outbound;
    this.takePage = takePage;
    this.backoff = backoff;
    this.look = look;
    this.lease = lease;
    this.loop = new Loop("pulling", vertx, this::round);
  }

  void start(@Observes StartupEvent event) {
    loop.start(look);
  }

  void stop(@Observes ShutdownEvent event) {
    loop.stop();
  }

  /** Looks at once whose turn it is, after something was changed. */
  public void wake() {
    loop.wake();
  }

  /** Whose turn it is, as it is configured. */
  private record Work(Turn turn, @Nullable Connector connector) {}

  /** Ends a turn before its time. */
  private static final class Stopped extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final transient Verdict verdict;

    Stopped(Verdict verdict) {
      super(verdict.getClass().getSimpleName(), null, false, false);
      this.verdict = verdict;
    }
  }

  private Uni<Boolean> round() {
    Instant now = Instant.now();
    return transactions
        .run(
            session ->
                pulls
                    .claim(session, now, now.plus(lease))
                    .chain(
                        turn ->
                            turn == null
                                ? Uni.createFrom().<@Nullable Work>nullItem()
                                : connectors
                                    .read(session, kind(turn), key(turn))
                                    .<@Nullable Work>map(connector -> new Work(turn, connector))))
        .chain(
            work ->
                work == null
                    ? Uni.createFrom().item(false)
                    : turn(work.turn, work.connector, now).replaceWith(true));
  }

  private static String kind(Turn turn) {
    return turn.connector().substring(0, turn.connector().indexOf('/'));
  }

  private static String key(Turn turn) {
    return turn.connector().substring(turn.connector().indexOf('/') + 1);
  }

  private Uni<Void> turn(Turn turn, @Nullable Connector connector, Instant now) {
    PullSource source = sources.of(kind(turn)).orElse(null);
    if (connector == null || source == null || !connector.enabled()) {
      return transactions.run(session -> pulls.failed(session, turn, now.plus(NOBODY_HOME)));
    }
    return pull(turn, connector, source, now)
        .chain(() -> done(turn, connector, now))
        .onFailure()
        .recoverWithUni(failure -> failed(turn, failure));
  }

  private Uni<Void> pull(Turn turn, Connector connector, PullSource source, Instant now) {
    if (source.secretNames().stream().anyMatch(name -> connector.secret(name) == null)) {
      return Uni.createFrom().failure(new Stopped(Verdict.tokenInvalid("not-set")));
    }
    Instant readTo = turn.readTo() == null ? now : turn.readTo();
    Instant from = readTo.minus(FetchSettings.overlap(connector.settings()));
    Uni<Void> all = Uni.createFrom().voidItem();
    for (String scope : source.scopes(connector)) {
      PullSource.Span span = new PullSource.Span(scope, from, now);
      all = all.chain(() -> pages(turn, connector, source, span, null));
    }
    return all;
  }

  private Uni<Void> pages(
      Turn turn,
      Connector connector,
      PullSource source,
      PullSource.Span span,
      @Nullable String cursor) {
    return outbound
        .send(source.page(connector, span, cursor))
        .chain(
            reply ->
                switch (source.judge(reply, Instant.now())) {
                  case Verdict.Given given ->
                      keep(
                          turn,
                          connector,
                          source.read(reply.body(), connector, cursor),
                          reply.body());
                  case Verdict.Gone gone -> stop(new Verdict.Passing(gone.code()));
                  case Verdict.Passing passing -> stop(passing);
                  case Verdict.Closed closed -> stop(closed);
                })
        .chain(
            page ->
                page.next() == null
                    ? Uni.createFrom().voidItem()
                    : pages(turn, connector, source, span, page.next()));
  }

  private static Uni<PullSource.Page> stop(Verdict verdict) {
    return Uni.createFrom().failure(new Stopped(verdict));
  }

  private Uni<PullSource.Page> keep(
      Turn turn, Connector connector, PullSource.Page page, byte[] body) {
    List<Reading> taken = new ArrayList<>();
    List<Reading> refused = new ArrayList<>();
    List<Integer> refusedAt = new ArrayList<>();
    for (int i = 0; i < page.readings().size(); i++) {
      switch (page.readings().get(i)) {
        case Reading.Leads leads -> taken.add(leads);
        case Reading.Refused no -> {
          refused.add(no);
          refusedAt.add(i);
        }
      }
    }
    Instant now = Instant.now();
    return take(connector, taken, body, now)
        .chain(() -> take(connector, refused, Json.only(body, refusedAt), now))
        .chain(() -> transactions.run(session -> pulls.extend(session, turn, now.plus(lease))))
        .chain(
            ours -> ours ? Uni.createFrom().item(page) : stop(new Verdict.Passing("taken-over")));
  }

  private Uni<Void> take(Connector connector, List<Reading> readings, byte[] body, Instant now) {
    return readings.isEmpty()
        ? Uni.createFrom().voidItem()
        : takePage.take(connector, readings, body, now).replaceWithVoid();
  }

  private Uni<Void> done(Turn turn, Connector connector, Instant now) {
    Instant next = Instant.now().plus(FetchSettings.every(connector.settings()));
    return transactions.run(
        session ->
            pulls
                .done(session, turn, now, next)
                .chain(() -> health.recovered(session, turn.connector(), now)));
  }

  private Uni<Void> failed(Turn turn, Throwable failure) {
    Instant now = Instant.now();
    Verdict verdict =
        failure instanceof Stopped stopped
            ? stopped.verdict
            : new Verdict.Passing(failure.getClass().getSimpleName());
    LOG.warnf("pulling for %s: %s", turn.connector(), describe(verdict, failure));
    return switch (verdict) {
      case Verdict.Closed closed -> {
        Instant until = now.plus(backoff.pause(closed));
        yield end(turn, closed.status(), closed.code(), until, until);
      }
      case Verdict.Passing passing ->
          end(turn, ConnectorHealth.FAILING, passing.code(), null, now.plus(wait(turn)));
      case Verdict.Gone gone ->
          end(turn, ConnectorHealth.FAILING, gone.code(), null, now.plus(wait(turn)));
      case Verdict.Given given -> Uni.createFrom().voidItem();
    };
  }

  private Duration wait(Turn turn) {
    return backoff.after(turn.failures() + 1, ThreadLocalRandom.current().nextDouble());
  }

  private static String describe(Verdict verdict, Throwable failure) {
    return failure instanceof Stopped ? verdict.toString() : Failures.describe(failure);
  }

  private Uni<Void> end(
      Turn turn, String status, String code, @Nullable Instant pausedUntil, Instant next) {
    Instant now = Instant.now();
    return transactions.run(
        session ->
            pulls
                .failed(session, turn, next)
                .chain(
                    () -> health.keep(session, turn.connector(), status, code, pausedUntil, now)));
  }
}
