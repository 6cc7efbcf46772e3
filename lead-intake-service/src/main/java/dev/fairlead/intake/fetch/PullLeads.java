package dev.fairlead.intake.fetch;

import dev.fairlead.intake.adapter.ConnectorHealth;
import dev.fairlead.intake.adapter.Connectors;
import dev.fairlead.intake.adapter.Pulls;
import dev.fairlead.intake.adapter.Pulls.Turn;
import dev.fairlead.intake.domain.Connector;
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
import java.util.concurrent.ThreadLocalRandom;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.hibernate.reactive.mutiny.Mutiny;
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
  private final PullPages pages;
  private final ConnectorHealth health;
  private final Connectors connectors;
  private final PullSources sources;
  private final Backoff backoff;
  private final Duration look;
  private final Duration lease;
  private final Loop loop;

  PullLeads(
      Transactions transactions,
      Pulls pulls,
      PullPages pages,
      ConnectorHealth health,
      Connectors connectors,
      PullSources sources,
      Backoff backoff,
      Vertx vertx,
      @ConfigProperty(name = "fairlead.intake.fetch.every") Duration look,
      @ConfigProperty(name = "fairlead.intake.fetch.lease") Duration lease) {
    this.transactions = transactions;
    this.pulls = pulls;
    this.pages = pages;
    this.health = health;
    this.connectors = connectors;
    this.sources = sources;
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

  private Uni<Boolean> round() {
    Instant now = Instant.now();
    return transactions
        .run(session -> claim(session, now))
        .chain(
            work ->
                work == null
                    ? Uni.createFrom().item(false)
                    : turn(work.turn, work.connector, now).replaceWith(true));
  }

  private Uni<@Nullable Work> claim(Mutiny.Session session, Instant now) {
    return pulls
        .claim(session, now, now.plus(lease))
        .chain(
            turn ->
                turn == null
                    ? Uni.createFrom().<@Nullable Work>nullItem()
                    : connectors
                        .read(session, kind(turn), key(turn))
                        .<@Nullable Work>map(connector -> new Work(turn, connector)));
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
      return Uni.createFrom().failure(new PullPages.Stopped(Verdict.tokenInvalid("not-set")));
    }
    Instant readTo = turn.readTo() == null ? now : turn.readTo();
    Instant from = readTo.minus(FetchSettings.overlap(connector.settings()));
    Uni<Void> all = Uni.createFrom().voidItem();
    for (String scope : source.scopes(connector)) {
      PullSource.Span span = new PullSource.Span(scope, from, now);
      all = all.chain(() -> pages.read(turn, connector, source, span));
    }
    return all;
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
    LOG.warnf(
        "pulling for %s: %s",
        turn.connector(),
        failure instanceof PullPages.Stopped ? failure.getMessage() : Failures.describe(failure));
    Verdict verdict =
        failure instanceof PullPages.Stopped stopped
            ? stopped.verdict()
            : new Verdict.Passing(failure.getClass().getSimpleName());
    return switch (verdict) {
      case Verdict.Closed closed -> {
        Instant until = Instant.now().plus(backoff.pause(closed));
        yield end(turn, closed.status(), closed.code(), until, until);
      }
      case Verdict.Passing passing -> later(turn, passing.code());
      case Verdict.Gone gone -> later(turn, gone.code());
      case Verdict.Given given -> later(turn, "fault");
    };
  }

  private Uni<Void> later(Turn turn, String code) {
    double chance = ThreadLocalRandom.current().nextDouble();
    Instant next = Instant.now().plus(backoff.after(turn.failures() + 1, chance));
    return end(turn, ConnectorHealth.FAILING, code, null, next);
  }

  private Uni<Void> end(
      Turn turn, String status, String code, @Nullable Instant pausedUntil, Instant next) {
    return transactions.run(
        session ->
            pulls
                .failed(session, turn, next)
                .chain(
                    () ->
                        health.keep(
                            session, turn.connector(), status, code, pausedUntil, Instant.now())));
  }
}
