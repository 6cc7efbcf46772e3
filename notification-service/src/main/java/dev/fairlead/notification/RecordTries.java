package dev.fairlead.notification;

import dev.fairlead.events.NotificationEvent;
import dev.fairlead.kit.ServiceName;
import dev.fairlead.kit.event.EventLog;
import dev.fairlead.kit.event.Fact;
import dev.fairlead.kit.sql.EventLoop;
import dev.fairlead.kit.sql.Failures;
import dev.fairlead.kit.sql.Transactions;
import dev.fairlead.notification.adapter.Deliveries;
import dev.fairlead.notification.adapter.Turns;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** Records how tries ended, with the facts that follow and what is learnt about the channels. */
@ApplicationScoped
public class RecordTries {

  private final Transactions transactions;
  private final Deliveries deliveries;
  private final Turns turns;
  private final EventLog log;
  private final MeterRegistry metrics;
  private final String counter;
  private final String delay;

  RecordTries(
      Transactions transactions,
      Deliveries deliveries,
      Turns turns,
      EventLog log,
      MeterRegistry metrics,
      ServiceName service) {
    this.transactions = transactions;
    this.deliveries = deliveries;
    this.turns = turns;
    this.log = log;
    this.metrics = metrics;
    this.counter = service.metric("deliveries");
    this.delay = service.metric("delivery.delay");
  }

  /** Records them together; goes on trying for as long as the claim on them lasts. */
  Uni<Void> record(List<Tried> tries, Duration lease) {
    count(tries);
    return Uni.createFrom()
        .deferred(() -> transactions.run(session -> record(session, tries)))
        .runSubscriptionOn(EventLoop.current())
        .onFailure(Failures::isPassing)
        .retry()
        .withBackOff(Duration.ofMillis(100), Duration.ofSeconds(5))
        .expireIn(lease.toMillis());
  }

  private Uni<Void> record(Mutiny.Session session, List<Tried> tries) {
    return deliveries
        .record(session, tries)
        .call(() -> turns.learn(session, tries))
        .chain(recorded -> log.append(session, facts(tries, recorded)));
  }

  private void count(List<Tried> tries) {
    Instant now = Instant.now();
    for (Tried tried : tries) {
      String channel = tried.parcel().channel();
      metrics.counter(counter, "channel", channel, "outcome", Deliveries.status(tried)).increment();
      if (tried.isSent()) {
        Duration took = Duration.between(tried.parcel().at(), now);
        Timer.builder(delay)
            .tag("channel", channel)
            .publishPercentiles(0.5, 0.99)
            .register(metrics)
            .record(took.isNegative() ? Duration.ZERO : took);
      }
    }
  }

  private static List<Fact> facts(List<Tried> tries, Set<UUID> recorded) {
    Instant now = Instant.now();
    return tries.stream()
        .filter(tried -> tried.isOver() && recorded.contains(tried.parcel().deliveryId()))
        .map(tried -> Fact.of(event(tried), tried.parcel().flow(), now))
        .toList();
  }

  private static NotificationEvent event(Tried tried) {
    Parcel parcel = tried.parcel();
    String notice = Objects.requireNonNullElse(parcel.noticeId(), parcel.deliveryId()).toString();
    return tried.isSent()
        ? new NotificationEvent.Delivered(
            parcel.leadId(), notice, parcel.eventId(), parcel.addressee(), parcel.channel())
        : new NotificationEvent.Failed(
            parcel.leadId(),
            notice,
            parcel.eventId(),
            parcel.addressee(),
            parcel.channel(),
            tried.error());
  }
}
