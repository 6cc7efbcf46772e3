package dev.fairlead.acceptance.bench;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.LongDeserializer;
import org.apache.kafka.common.serialization.LongSerializer;

/**
 * The yardstick for latency: a producer and a consumer on the same broker, nothing between them.
 */
final class KafkaRoundTrip {

  private static final String TOPIC = "bench.round-trip";
  private static final int PARTITIONS = 12;
  private static final byte[] VALUE = new byte[800];

  private final String bootstrap;

  KafkaRoundTrip(String bootstrap) {
    this.bootstrap = bootstrap;
  }

  Latencies measure(double perSecond, Duration duration)
      throws InterruptedException, ExecutionException {
    Latencies taken = new Latencies();
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
      admin.createTopics(List.of(new NewTopic(TOPIC, PARTITIONS, (short) 1))).all().get();
      try {
        KafkaConsumer<Long, byte[]> consumer = consumer();
        Thread reader =
            Thread.ofPlatform().daemon().name("round-trip").start(() -> read(consumer, taken));
        produce(perSecond, duration);
        consumer.wakeup();
        reader.join();
      } finally {
        admin.deleteTopics(List.of(TOPIC)).all().get();
      }
    }
    return taken;
  }

  private KafkaConsumer<Long, byte[]> consumer() {
    KafkaConsumer<Long, byte[]> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", bootstrap),
            new LongDeserializer(),
            new ByteArrayDeserializer());
    List<TopicPartition> partitions =
        consumer.partitionsFor(TOPIC).stream()
            .map(partition -> new TopicPartition(TOPIC, partition.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    return consumer;
  }

  /** Each record's key is the time at which it was sent. */
  private void produce(double perSecond, Duration duration) {
    try (KafkaProducer<Long, byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", bootstrap, "acks", "all", "linger.ms", 0),
            new LongSerializer(),
            new ByteArraySerializer())) {
      long start = System.nanoTime();
      long count = (long) (perSecond * duration.toMillis() / 1000);
      for (long i = 0; i < count; i++) {
        long due = start + (long) (i * 1e9 / perSecond);
        for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
          LockSupport.parkNanos(left);
        }
        producer.send(new ProducerRecord<>(TOPIC, System.nanoTime(), VALUE));
      }
    }
  }

  private static void read(KafkaConsumer<Long, byte[]> consumer, Latencies taken) {
    try (consumer) {
      while (true) {
        consumer
            .poll(Duration.ofSeconds(1))
            .forEach(record -> taken.add(System.nanoTime() - record.key()));
      }
    } catch (WakeupException e) {
      // measured
    }
  }
}
