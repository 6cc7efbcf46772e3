package dev.fairlead.notification;

import dev.fairlead.events.NotificationEvent;
import dev.fairlead.kit.ServiceName;
import dev.fairlead.kit.event.EventLog;
import dev.fairlead.kit.event.Fact;
import dev.fairlead.kit.sql.EventLoop;
import dev.fairlead.kit.sql.Failures;
import dev.fairlead.kit.sql.Transactions;
import dev.fairlead.notification.adapter.Deliveries;
import dev.fairlead.notification.adapter.Deliveries.Outcome;
import dev.fairlead.notification.channel.Channels;
import dev.fairlead.notification.channel.Letter;
import dev.fairlead.notification.channel.Undelivered;
import dev.fairlead.notification.domain.Obstacle;
import dev.fairlead.notification.domain.RetryPlan;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executor;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * One round of deliveries: claim what is due, send it, record what became of it. The claim is
 * committed before anything is sent, so no two replicas send the same letter. Who dies between
 * sending and recording lets the lease run out, and the letter goes again under the same id.
 */
@ApplicationScoped
public class DeliverLetters {

  private static final Duration LEASE = Duration.ofSeconds(60);
  private static final int AT_ONCE = 8;
  private static final int ROUND = 16;

  private final Transactions transactions;
  private final Deliveries deliveries;
  private final Channels channels;
  private final EventLog log;
  private final MeterRegistry metrics;
  private final String counter;
  private final RetryPlan plan;

  DeliverLetters(
      Transactions transactions,
      Deliveries deliveries,
      Channels channels,
      EventLog log,
      MeterRegistry metrics,
      ServiceName service,
      @ConfigProperty(name = "fairlead.notification.retries") List<Duration> gaps) {
    this.transactions = transactions;
    this.deliveries = deliveries;
    this.channels = channels;
    this.log = log;
    this.metrics = metrics;
    this.counter = service.metric("deliveries");
    this.plan = new RetryPlan(gaps);
  }

  /** Runs the round on the current Vert.x context and answers how many letters it claimed. */
  public Uni<Integer> deliver() {
    Executor here = EventLoop.current();
    return transactions
        .run(session -> deliveries.claim(session, ROUND, LEASE))
        .chain(
            letters ->
                Multi.createFrom()
                    .iterable(letters)
                    .onItem()
                    .transformToUni(this::attempt)
                    .merge(AT_ONCE)
                    .emitOn(here)
                    .onItem()
                    .transformToUniAndConcatenate(this::record)
                    .collect()
                    .asList()
                    .replaceWith(letters.size()));
  }

  private Uni<Outcome> attempt(Letter letter) {
    return Uni.createFrom()
        .deferred(() -> channels.send(letter))
        .map(sent -> new Outcome(letter, Deliveries.SENT, null, Duration.ZERO))
        .onFailure()
        .recoverWithItem(failure -> missed(letter, failure));
  }

  private Outcome missed(Letter letter, Throwable failure) {
    Obstacle obstacle =
        failure instanceof Undelivered undelivered ? undelivered.obstacle() : Obstacle.FAULT;
    Optional<Duration> gap =
        obstacle.isPermanent() ? Optional.empty() : plan.afterTry(letter.attempts());
    return gap.map(wait -> new Outcome(letter, Deliveries.PENDING, obstacle.code(), wait))
        .orElseGet(() -> new Outcome(letter, Deliveries.FAILED, obstacle.code(), Duration.ZERO));
  }

  private Uni<Void> record(Outcome outcome) {
    metrics
        .counter(counter, "channel", outcome.letter().channel(), "outcome", outcome.status())
        .increment();
    return Uni.createFrom()
        .deferred(() -> transactions.run(session -> record(session, outcome)))
        .runSubscriptionOn(EventLoop.current())
        .onFailure(Failures::isPassing)
        .retry()
        .withBackOff(Duration.ofMillis(100), Duration.ofSeconds(5))
        .expireIn(LEASE.toMillis());
  }

  private Uni<Void> record(Mutiny.Session session, Outcome outcome) {
    return deliveries
        .record(session, List.of(outcome))
        .chain(recorded -> log.append(session, facts(outcome, recorded)));
  }

  private static List<Fact> facts(Outcome outcome, Set<UUID> recorded) {
    Letter letter = outcome.letter();
    if (!recorded.contains(letter.deliveryId()) || outcome.status().equals(Deliveries.PENDING)) {
      return List.of();
    }
    NotificationEvent event =
        outcome.status().equals(Deliveries.SENT)
            ? new NotificationEvent.Delivered(
                letter.leadId(),
                letter.noticeId().toString(),
                letter.eventId(),
                letter.recipient().id(),
                letter.channel())
            : new NotificationEvent.Failed(
                letter.leadId(),
                letter.noticeId().toString(),
                letter.eventId(),
                letter.recipient().id(),
                letter.channel(),
                outcome.error());
    return List.of(Fact.of(event, letter.flow(), Instant.now()));
  }
}
