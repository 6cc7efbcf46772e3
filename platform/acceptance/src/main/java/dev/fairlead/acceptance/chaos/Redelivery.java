package dev.fairlead.acceptance.chaos;

import dev.fairlead.acceptance.Installation;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** Delivers events that are real, but again, early, or in another order. */
final class Redelivery {

  /** All but the compacted one, where an old record would stand for the present. */
  private static final List<String> TOPICS =
      List.of(
          "lead.events",
          "assignment.events",
          "ownership.events",
          "pool.events",
          "notification.events");

  private static final String FRESH =
      """
      select topic, key, id::text, source, type, time, correlation_id, causation_id, traceparent,
             specversion, content_type, payload
      from event_log where occurred_at >= ? and topic <> 'roster.events' order by seq
      """;

  private final Installation fairlead;

  Redelivery(Installation fairlead) {
    this.fairlead = fairlead;
  }

  /** Sends so many of the newest records once more, as they are, in disorder. */
  void again(int count, long seed) throws InterruptedException, ExecutionException {
    List<ProducerRecord<String, byte[]>> records = new ArrayList<>();
    newest(count).forEach(record -> records.add(copy(record)));
    Collections.shuffle(records, new Random(seed));
    send(records.subList(0, Math.min(count, records.size())));
  }

  /**
   * Sends what the services have logged since an instant: leads and topics in disorder, each lead's
   * facts on one topic in order.
   */
  void early(Instant since, long seed)
      throws SQLException, InterruptedException, ExecutionException {
    Map<String, Deque<ProducerRecord<String, byte[]>>> queues = new LinkedHashMap<>();
    for (String service : Installation.SERVICES) {
      for (ProducerRecord<String, byte[]> record : logged(service, since)) {
        queues
            .computeIfAbsent(record.topic() + '/' + record.key(), key -> new ArrayDeque<>())
            .add(record);
      }
    }
    send(inDisorder(queues, new Random(seed)));
  }

  /** Draws one queue after the other; each keeps its order. */
  private static List<ProducerRecord<String, byte[]>> inDisorder(
      Map<String, Deque<ProducerRecord<String, byte[]>>> queues, Random random) {
    List<Deque<ProducerRecord<String, byte[]>>> turns = new ArrayList<>();
    queues.values().forEach(queue -> queue.forEach(record -> turns.add(queue)));
    Collections.shuffle(turns, random);
    return turns.stream().map(Deque::remove).toList();
  }

  private List<ProducerRecord<String, byte[]>> logged(String service, Instant since)
      throws SQLException {
    List<ProducerRecord<String, byte[]>> records = new ArrayList<>();
    try (Connection connection = fairlead.database(service);
        PreparedStatement statement = connection.prepareStatement(FRESH)) {
      statement.setTimestamp(1, java.sql.Timestamp.from(since));
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          records.add(record(rows));
        }
      }
    }
    return records;
  }

  /** As Connect would make it. */
  private static ProducerRecord<String, byte[]> record(ResultSet row) throws SQLException {
    ProducerRecord<String, byte[]> record =
        new ProducerRecord<>(row.getString("topic"), row.getString("key"), bytes(row, "payload"));
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("ce_specversion", "specversion");
    headers.put("ce_id", "id");
    headers.put("ce_source", "source");
    headers.put("ce_type", "type");
    headers.put("ce_time", "time");
    headers.put("ce_subject", "key");
    headers.put("ce_correlationid", "correlation_id");
    headers.put("ce_causationid", "causation_id");
    headers.put("traceparent", "traceparent");
    headers.put("content-type", "content_type");
    for (Map.Entry<String, String> header : headers.entrySet()) {
      record.headers().add(header.getKey(), bytes(row, header.getValue()));
    }
    return record;
  }

  private static byte @Nullable [] bytes(ResultSet row, String column) throws SQLException {
    String text = row.getString(column);
    return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
  }

  private List<ConsumerRecord<String, byte[]>> newest(int count) {
    List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
    try (KafkaConsumer<String, byte[]> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", fairlead.kafka()),
            new StringDeserializer(),
            new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          TOPICS.stream()
              .flatMap(topic -> consumer.partitionsFor(topic).stream())
              .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
              .toList();
      consumer.assign(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      Map<TopicPartition, Long> begins = consumer.beginningOffsets(partitions);
      long each = 1 + 4L * count / partitions.size();
      ends.forEach(
          (partition, end) ->
              consumer.seek(partition, Math.max(begins.getOrDefault(partition, 0L), end - each)));
      while (ends.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
        consumer.poll(Duration.ofMillis(500)).forEach(records::add);
      }
    }
    return records;
  }

  private static ProducerRecord<String, byte[]> copy(ConsumerRecord<String, byte[]> record) {
    return new ProducerRecord<>(
        record.topic(), record.partition(), record.key(), record.value(), record.headers());
  }

  private void send(List<ProducerRecord<String, byte[]>> records)
      throws InterruptedException, ExecutionException {
    try (KafkaProducer<String, byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", fairlead.kafka(), "acks", "all"),
            new StringSerializer(),
            new ByteArraySerializer())) {
      List<Future<RecordMetadata>> sent = new ArrayList<>();
      records.forEach(record -> sent.add(producer.send(record)));
      for (Future<RecordMetadata> one : sent) {
        one.get();
      }
    }
  }
}
