package dev.fairlead.kit.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.events.Event;
import dev.fairlead.events.EventType;
import dev.fairlead.events.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;

/**
 * Writes to every topic a service consumes what nobody should write. Afterwards a good event is
 * still handled on every partition, nothing is left unread, what could not be read lies among the
 * dead letters with its reason, and neither the log nor the reasons repeat what was sent.
 */
public final class TopicFuzz implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int PARTITIONS = 3;
  private static final int LARGEST = 1_048_588;
  private static final int UNPACKED = 6 << 20;
  private static final long MEMORY = 160L << 20;

  private final String service;
  private final Set<Class<? extends Event>> wanted;
  private final String mark = "mark" + UUID.randomUUID().toString().replace("-", "");
  private final KafkaProducer<byte[], byte[]> producer = producer("none");
  private final Admin admin = Admin.create(Map.of("bootstrap.servers", TestEvents.kafka()));

  /**
   * Prepares to fuzz a service.
   *
   * @param service the name of its consumer group
   * @param wanted the events its handler takes
   */
  public TopicFuzz(String service, Set<Class<? extends Event>> wanted) {
    this.service = service;
    this.wanted = wanted;
  }

  /**
   * Writes, and proves that it did no harm.
   *
   * @param seed the same records come for the same seed
   * @param rounds twisted bodies of each event type
   */
  public void run(long seed, int rounds) throws InterruptedException, ExecutionException {
    long before = used();
    try (TestLogs logs = TestLogs.listen()) {
      FuzzBodies bodies = new FuzzBodies(seed, mark);
      for (Topic topic : topics()) {
        List<EventType> types = wanted(topic);
        sendAll(new FuzzRecords(TestEvents.topic(topic), types, bodies, mark).bad(rounds));
        sendLargest(TestEvents.topic(topic), types.getFirst());
      }
      List<String> good = sendGood();
      awaitHandled(good);
      awaitNothingUnread();
      assertThat(deadOf("failed", good)).as("good events that died").isZero();
      assertThat(TestEvents.count(DEAD, "undecodable")).isGreaterThan(topics().size() * 20L);
      assertThat(TestEvents.count(UNSAID)).as("dead letters without a reason").isZero();
      assertThat(TestEvents.count(TOLD, mark, mark)).as("reasons that quote").isZero();
      assertThat(logs.that(List.of(mark))).as("lines that quote").isEmpty();
    }
    assertThat(used() - before).as("bytes kept").isLessThan(MEMORY);
  }

  private static final String DEAD = "select count(*) from dead_letter where reason = ?";
  private static final String UNSAID =
      "select count(*) from dead_letter where reason = '' or detail = ''";
  private static final String TOLD =
      "select count(*) from dead_letter where strpos(detail, ?) > 0 or strpos(reason, ?) > 0";

  private List<Topic> topics() {
    return wanted.stream().map(EventType::of).map(EventType::topic).distinct().sorted().toList();
  }

  private List<EventType> wanted(Topic topic) {
    return EventType.on(topic).stream().filter(type -> wanted.contains(type.record())).toList();
  }

  private List<String> sendGood() throws InterruptedException, ExecutionException {
    List<String> ids = new ArrayList<>();
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    for (Topic topic : topics()) {
      for (EventType type : wanted(topic)) {
        for (int partition = 0; partition < PARTITIONS; partition++) {
          String id = UUID.randomUUID().toString();
          ids.add(id);
          records.add(FuzzRecords.good(TestEvents.topic(topic), partition, type, id));
        }
      }
    }
    sendAll(records);
    return ids;
  }

  private void sendAll(List<ProducerRecord<byte[], byte[]>> records)
      throws InterruptedException, ExecutionException {
    List<Future<RecordMetadata>> sent = records.stream().map(producer::send).toList();
    for (Future<RecordMetadata> record : sent) {
      record.get();
    }
  }

  /** As large as the broker takes it, and far larger once it is unpacked. */
  private void sendLargest(String topic, EventType type)
      throws InterruptedException, ExecutionException {
    for (int size = LARGEST; size > 0; size -= 32) {
      if (isTaken(producer, topic, type, size)) {
        break;
      }
    }
    try (KafkaProducer<byte[], byte[]> packing = producer("gzip")) {
      assertThat(isTaken(packing, topic, type, UNPACKED)).isTrue();
    }
  }

  private static boolean isTaken(
      KafkaProducer<byte[], byte[]> producer, String topic, EventType type, int size)
      throws InterruptedException, ExecutionException {
    ProducerRecord<byte[], byte[]> good = FuzzRecords.good(topic, 0, type, "large-" + size);
    ProducerRecord<byte[], byte[]> large =
        new ProducerRecord<>(topic, 0, good.key(), new byte[size], good.headers());
    try {
      producer.send(large).get();
      return true;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RecordTooLargeException) {
        return false;
      }
      throw e;
    }
  }

  private void awaitHandled(List<String> ids) {
    String list = ids.stream().map(id -> "'" + id + "'").collect(Collectors.joining(","));
    Awaitility.await("good events in the inbox")
        .atMost(PATIENCE)
        .until(
            () -> TestEvents.count("select count(*) from inbox where event_id in (" + list + ")"),
            count -> count == ids.size());
  }

  private static long deadOf(String reason, List<String> ids) {
    String list = ids.stream().map(id -> "'" + id + "'").collect(Collectors.joining(","));
    return TestEvents.count(
        "select count(*) from dead_letter where reason = ? and headers::json ->> 'ce_id' in ("
            + list
            + ")",
        reason);
  }

  private void awaitNothingUnread() {
    Awaitility.await("nothing unread").atMost(PATIENCE).until(this::unread, count -> count == 0);
  }

  private long unread() throws InterruptedException, ExecutionException {
    List<TopicPartition> partitions = new ArrayList<>();
    for (Topic topic : topics()) {
      for (int partition = 0; partition < PARTITIONS; partition++) {
        partitions.add(new TopicPartition(TestEvents.topic(topic), partition));
      }
    }
    var ends =
        admin
            .listOffsets(
                partitions.stream().collect(Collectors.toMap(p -> p, p -> OffsetSpec.latest())))
            .all()
            .get();
    Map<TopicPartition, OffsetAndMetadata> read =
        admin.listConsumerGroupOffsets(service).partitionsToOffsetAndMetadata().get();
    return partitions.stream()
        .mapToLong(
            p -> {
              OffsetAndMetadata offset = read.get(p);
              return ends.get(p).offset() - (offset == null ? 0 : offset.offset());
            })
        .sum();
  }

  private static long used() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }

  private static KafkaProducer<byte[], byte[]> producer(String compression) {
    return new KafkaProducer<>(
        Map.of(
            "bootstrap.servers",
            TestEvents.kafka(),
            "acks",
            "all",
            "max.request.size",
            64 << 20,
            "compression.type",
            compression),
        new ByteArraySerializer(),
        new ByteArraySerializer());
  }

  @Override
  public void close() {
    producer.close(Duration.ofSeconds(2));
    admin.close(Duration.ofSeconds(2));
  }
}
