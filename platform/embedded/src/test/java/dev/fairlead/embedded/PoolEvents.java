package dev.fairlead.embedded;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;

/** Everything that arrives on {@code pool.events}, from the beginning, with the time it came. */
final class PoolEvents implements AutoCloseable {

  record Arrival(ConsumerRecord<String, String> record, long nanos) {}

  private final KafkaConsumer<String, String> consumer;
  private final List<Arrival> arrivals = new CopyOnWriteArrayList<>();
  private final Thread reader;

  PoolEvents(String bootstrap) {
    consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", bootstrap, "reconnect.backoff.max.ms", 200),
            new StringDeserializer(),
            new StringDeserializer());
    List<TopicPartition> partitions =
        consumer.partitionsFor("pool.events").stream()
            .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    reader = Thread.ofPlatform().start(this::read);
  }

  /** The records with this key, in order of arrival. */
  List<ConsumerRecord<String, String>> of(String key) {
    return arrivals.stream()
        .map(Arrival::record)
        .filter(record -> key.equals(record.key()))
        .toList();
  }

  /** When each id arrived first, by {@link System#nanoTime}. */
  Map<String, Long> arrivalTimes() {
    Map<String, Long> times = new LinkedHashMap<>();
    arrivals.forEach(
        arrival -> {
          String id = headers(arrival.record()).get("ce_id");
          times.putIfAbsent(String.valueOf(id), arrival.nanos());
        });
    return times;
  }

  static Map<String, @Nullable String> headers(ConsumerRecord<?, ?> record) {
    Map<String, @Nullable String> headers = new TreeMap<>();
    record
        .headers()
        .forEach(
            header -> {
              byte[] value = header.value();
              headers.put(
                  header.key(), value == null ? null : new String(value, StandardCharsets.UTF_8));
            });
    return headers;
  }

  @Override
  public void close() throws InterruptedException {
    consumer.wakeup();
    reader.join();
  }

  private void read() {
    try (consumer) {
      while (true) {
        var records = consumer.poll(Duration.ofSeconds(1));
        long now = System.nanoTime();
        records.forEach(record -> arrivals.add(new Arrival(record, now)));
      }
    } catch (WakeupException e) {
      // closed
    }
  }
}
