package dev.fairlead.acceptance;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * Everything that arrives on some topics since it was opened. It outlives restarts of the broker. A
 * wait that fails says what did arrive.
 */
final class EventFeed implements AutoCloseable {

  /** The topics of the system, without dead letters. */
  static final List<String> ALL =
      List.of(
          "lead.events",
          "assignment.events",
          "ownership.events",
          "pool.events",
          "roster.events",
          "notification.events");

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final KafkaConsumer<String, String> consumer;
  private final List<CloudEvent> events = new ArrayList<>();
  private final Thread reader;

  private EventFeed(Installation installation, Collection<String> topics) {
    consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", installation.kafka(), "reconnect.backoff.max.ms", 200),
            new StringDeserializer(),
            new StringDeserializer());
    List<TopicPartition> partitions =
        topics.stream()
            .flatMap(topic -> consumer.partitionsFor(topic).stream())
            .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
            .toList();
    consumer.assign(partitions);
    // the positions themselves, so that they are known before this constructor returns
    consumer.endOffsets(partitions).forEach(consumer::seek);
    reader = Thread.ofPlatform().daemon().name("events").start(this::read);
  }

  /** What arrives from now on; all topics when none is named. */
  static EventFeed of(Installation installation, String... topics) {
    return new EventFeed(installation, topics.length == 0 ? ALL : List.of(topics));
  }

  /** Everything so far. */
  List<CloudEvent> all() {
    synchronized (events) {
      return List.copyOf(events);
    }
  }

  /** Everything so far about one lead (or with this key), in order of arrival. */
  List<CloudEvent> of(String key) {
    return all().stream().filter(event -> event.key().equals(key)).toList();
  }

  /** The first event of this name about this lead, as soon as it is there. */
  CloudEvent await(String leadId, String name) {
    return await(leadId, name, event -> true);
  }

  /** The first event of this name and epoch about this lead, as soon as it is there. */
  CloudEvent await(String leadId, String name, long epoch) {
    return await(leadId, name + "@" + epoch, event -> event.epoch() == epoch);
  }

  /** The first event that is so, as soon as it is there; {@code name} may end in {@code @epoch}. */
  CloudEvent await(String leadId, String name, Predicate<CloudEvent> so) {
    String bare = name.replaceFirst("@.*", "");
    return await(
        PATIENCE,
        "'" + name + "' of " + leadId,
        event -> event.key().equals(leadId),
        event -> event.name().equals(bare) && so.test(event));
  }

  /**
   * The first event that is so, as soon as it is there.
   *
   * @param what is waited for, in words
   * @param near events to show when it does not come
   * @throws AssertionError when it does not come in time
   */
  CloudEvent await(
      Duration patience, String what, Predicate<CloudEvent> near, Predicate<CloudEvent> so) {
    long deadline = System.nanoTime() + patience.toNanos();
    synchronized (events) {
      while (true) {
        Optional<CloudEvent> found =
            events.stream().filter(event -> near.test(event) && so.test(event)).findFirst();
        if (found.isPresent()) {
          return found.get();
        }
        long left = (deadline - System.nanoTime()) / 1_000_000;
        if (left <= 0) {
          throw new AssertionError(
              "%s did not come within %s; there is %s"
                  .formatted(what, patience, events.stream().filter(near).toList()));
        }
        pause(left);
      }
    }
  }

  @Override
  public void close() {
    consumer.wakeup();
    try {
      reader.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void pause(long millis) {
    try {
      events.wait(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private void read() {
    try (consumer) {
      while (true) {
        List<CloudEvent> fresh = new ArrayList<>();
        consumer.poll(Duration.ofSeconds(1)).forEach(record -> fresh.add(event(record)));
        synchronized (events) {
          events.addAll(fresh);
          events.notifyAll();
        }
      }
    } catch (WakeupException e) {
      // closed
    }
  }

  private static CloudEvent event(ConsumerRecord<String, String> record) {
    Map<String, String> headers = new HashMap<>();
    record
        .headers()
        .forEach(
            header ->
                Stream.ofNullable(header.value())
                    .forEach(
                        value ->
                            headers.put(header.key(), new String(value, StandardCharsets.UTF_8))));
    return new CloudEvent(
        record.topic(),
        record.partition(),
        record.offset(),
        record.key() == null ? "" : record.key(),
        Map.copyOf(headers),
        json(record.value()));
  }

  private static JsonNode json(@Nullable String value) {
    try {
      return value == null ? MissingNode.getInstance() : Api.JSON.readTree(value);
    } catch (JsonProcessingException e) {
      return MissingNode.getInstance();
    }
  }
}
