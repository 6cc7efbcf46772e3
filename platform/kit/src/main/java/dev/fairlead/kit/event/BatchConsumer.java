package dev.fairlead.kit.event;

import dev.fairlead.events.Event;
import dev.fairlead.events.EventType;
import dev.fairlead.events.LeadEvent;
import dev.fairlead.kit.dlq.DeadLetters;
import dev.fairlead.kit.sql.EventLoop;
import dev.fairlead.kit.sql.Failures;
import dev.fairlead.kit.sql.Transactions;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.reactive.messaging.Acknowledgment;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;

/**
 * Takes groups of polls from Kafka: decode, inbox, use case, event log in one transaction, then the
 * offsets. A batch that fails is taken apart and tried record by record, so that a poisonous record
 * ends among the dead letters and the rest is applied. While the database is away nothing is
 * acknowledged and the batch is tried again.
 */
@ApplicationScoped
public class BatchConsumer {

  private static final Logger LOG = Logger.getLogger(BatchConsumer.class);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
  private static final int TRIES_OF_ONE = 3;

  private final EventHandler handler;
  private final Transactions transactions;
  private final DeadLetters deadLetters;
  private final EventMetrics metrics;
  private final PollQueue queue;

  BatchConsumer(
      EventHandler handler,
      Transactions transactions,
      DeadLetters deadLetters,
      EventMetrics metrics,
      @ConfigProperty(name = "mp.messaging.incoming.events.max.poll.records") int largest,
      @ConfigProperty(name = "fairlead.events.pace") Duration pace) {
    this.handler = handler;
    this.transactions = transactions;
    this.deadLetters = deadLetters;
    this.metrics = metrics;
    this.queue = new PollQueue(this::apply, largest, pace);
  }

  /** One poll of the consumer; completes when another one is wanted. */
  @Incoming("events")
  @Acknowledgment(Acknowledgment.Strategy.MANUAL)
  public Uni<Void> consume(Message<ConsumerRecords<String, byte[]>> poll) {
    return queue.take(poll);
  }

  private Uni<Void> apply(List<ConsumerRecord<String, byte[]>> records) {
    List<Delivery> wanted = new ArrayList<>(records.size());
    List<ConsumerRecord<String, byte[]>> broken = new ArrayList<>();
    List<String> reasons = new ArrayList<>();
    for (ConsumerRecord<String, byte[]> record : records) {
      try {
        decode(record).ifPresent(wanted::add);
      } catch (Undecodable e) {
        broken.add(record);
        reasons.add(String.valueOf(e.getMessage()));
      }
    }
    return buryAll(broken, reasons).chain(() -> applyAll(wanted));
  }

  private Optional<Delivery> decode(ConsumerRecord<String, byte[]> record) throws Undecodable {
    Optional<EventType> type = EventCodec.typeOf(record.headers());
    if (type.isEmpty()) {
      metrics.count("unknown", Ending.NOT_FOR_US);
      return Optional.empty();
    }
    if (!handler.interests().contains(type.get().record())) {
      metrics.count(type.get().name(), Ending.NOT_FOR_US);
      return Optional.empty();
    }
    return Optional.of(
        new Delivery(record, EventCodec.decode(type.get(), record.headers(), record.value())));
  }

  private Uni<Void> buryAll(List<ConsumerRecord<String, byte[]>> broken, List<String> reasons) {
    return Multi.createFrom()
        .range(0, broken.size())
        .onItem()
        .transformToUniAndConcatenate(i -> bury(broken.get(i), "undecodable", reasons.get(i)))
        .collect()
        .asList()
        .replaceWithVoid();
  }

  private Uni<Void> bury(ConsumerRecord<String, byte[]> record, String reason, String detail) {
    metrics.count(DeadLetters.typeOf(record), Ending.DEAD);
    return untilTheDatabaseIsBack(() -> deadLetters.bury(record, reason, detail));
  }

  private Uni<Void> applyAll(List<Delivery> batch) {
    if (batch.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    return untilTheDatabaseIsBack(() -> inOneTransaction(batch))
        .onFailure()
        .recoverWithUni(failure -> apart(batch, failure));
  }

  private Uni<Void> apart(List<Delivery> batch, Throwable failure) {
    LOG.warnf(
        "batch of %d records failed and is tried record by record: %s",
        batch.size(), Failures.describe(failure));
    return Multi.createFrom()
        .iterable(batch)
        .onItem()
        .transformToUniAndConcatenate(this::alone)
        .collect()
        .asList()
        .replaceWithVoid();
  }

  private Uni<Void> alone(Delivery delivery) {
    return untilTheDatabaseIsBack(() -> inOneTransaction(List.of(delivery)))
        .onFailure()
        .retry()
        .atMost(TRIES_OF_ONE - 1L)
        .onFailure()
        .recoverWithUni(failure -> bury(delivery.record(), "failed", Failures.describe(failure)));
  }

  private Uni<Void> inOneTransaction(List<Delivery> batch) {
    return transactions
        .run(session -> applyNew(session, batch.stream().map(Delivery::envelope).toList()))
        .invoke(endings -> metrics.count(batch, endings))
        .replaceWithVoid();
  }

  private Uni<List<Ending>> applyNew(Mutiny.Session session, List<Envelope> batch) {
    return Inbox.take(session, batch.stream().map(Envelope::id).toList())
        .chain(
            fresh -> {
              List<Envelope> news = firstOfEach(batch, new HashSet<>(fresh));
              if (news.isEmpty()) {
                return Uni.createFrom().item(merge(batch, news, List.of()));
              }
              return handler
                  .apply(session, news)
                  .call(() -> DeadLetters.erase(session, erased(news)))
                  .map(endings -> merge(batch, news, endings));
            });
  }

  private static List<String> erased(List<Envelope> news) {
    return news.stream()
        .map(Envelope::event)
        .filter(LeadEvent.Erased.class::isInstance)
        .map(Event::key)
        .toList();
  }

  private static List<Envelope> firstOfEach(List<Envelope> batch, Set<String> fresh) {
    return batch.stream().filter(envelope -> fresh.remove(envelope.id())).toList();
  }

  private static List<Ending> merge(
      List<Envelope> batch, List<Envelope> news, List<Ending> endings) {
    if (news.size() != endings.size()) {
      throw new IllegalStateException(
          "handler answered " + endings.size() + " endings for " + news.size() + " events");
    }
    List<Ending> all = new ArrayList<>(batch.size());
    int next = 0;
    for (Envelope envelope : batch) {
      boolean isNew = next < news.size() && news.get(next) == envelope;
      all.add(isNew ? endings.get(next++) : Ending.DUPLICATE);
    }
    return all;
  }

  /** Tries again and again while the failure is one that passes, each time on our own context. */
  private static Uni<Void> untilTheDatabaseIsBack(Supplier<Uni<? extends Void>> work) {
    return Uni.createFrom()
        .deferred(work)
        .runSubscriptionOn(EventLoop.current())
        .onFailure(Failures::isPassing)
        .invoke(failure -> LOG.warnf("waiting: %s", Failures.describe(failure)))
        .onFailure(Failures::isPassing)
        .retry()
        .withBackOff(FIRST_PAUSE, LONGEST_PAUSE)
        .indefinitely();
  }

  /** A record with what it says. */
  record Delivery(ConsumerRecord<String, byte[]> record, Envelope envelope) {}
}
