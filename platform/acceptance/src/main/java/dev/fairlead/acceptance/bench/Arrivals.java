package dev.fairlead.acceptance.bench;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * When the first event of one type about each lead arrived at a consumer, since this was opened.
 */
final class Arrivals implements AutoCloseable {

  private static final long LOOK_EVERY_MS = 5;

  private final KafkaConsumer<String, byte[]> consumer;
  private final byte[] type;
  private final Map<String, Long> nanos = new ConcurrentHashMap<>();
  private final Thread reader;

  Arrivals(String bootstrap, String topic, String type) {
    this.type = type.getBytes(StandardCharsets.UTF_8);
    this.consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", bootstrap),
            new StringDeserializer(),
            new ByteArrayDeserializer());
    List<TopicPartition> partitions =
        consumer.partitionsFor(topic).stream()
            .map(partition -> new TopicPartition(topic, partition.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.endOffsets(partitions).forEach(consumer::seek);
    reader = Thread.ofPlatform().daemon().name("arrivals").start(this::read);
  }

  /** By lead, as {@link System#nanoTime}. */
  Map<String, Long> nanos() {
    return nanos;
  }

  /** Returns when all these leads have arrived; whether they did in time. */
  boolean awaitAll(Collection<String> leads, Duration patience) throws InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    for (String lead : leads) {
      while (!nanos.containsKey(lead)) {
        if (System.nanoTime() > deadline) {
          return false;
        }
        Thread.sleep(LOOK_EVERY_MS);
      }
    }
    return true;
  }

  /** When the last of these leads arrived. */
  long last(Collection<String> leads) {
    return leads.stream().mapToLong(lead -> nanos.getOrDefault(lead, 0L)).max().orElse(0);
  }

  /** From each lead's sending to its arrival. */
  Latencies since(Map<String, Long> sent) {
    Latencies taken = new Latencies();
    sent.forEach(
        (lead, at) -> {
          Long arrived = nanos.get(lead);
          if (arrived != null) {
            taken.add(arrived - at);
          }
        });
    return taken;
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

  private void read() {
    try (consumer) {
      while (true) {
        consumer
            .poll(Duration.ofSeconds(1))
            .forEach(
                record -> {
                  if (isOfType(record)) {
                    nanos.putIfAbsent(record.key(), System.nanoTime());
                  }
                });
      }
    } catch (WakeupException e) {
      // closed
    }
  }

  private boolean isOfType(ConsumerRecord<String, byte[]> record) {
    Header header = record.headers().lastHeader("ce_type");
    return header != null && java.util.Arrays.equals(header.value(), type);
  }
}
