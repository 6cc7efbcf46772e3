package dev.fairlead.acceptance.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.fairlead.acceptance.Api;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;

/** Reads the topics from their start to their end, and later on from there. */
final class TopicReader implements AutoCloseable {

  /** What invariants ask for; nothing of a person is among it. */
  private static final Set<String> FIELDS =
      Set.of(
          "owner",
          "from",
          "to",
          "cause",
          "deadline",
          "hardEnd",
          "proposal",
          "proposedEpoch",
          "reason",
          "repId",
          "pool",
          "result",
          "test",
          "recipient",
          "channel",
          "causeEventId",
          "disputeId");

  private final KafkaConsumer<String, byte[]> consumer;
  private final List<TopicPartition> partitions;
  private final Recording recording;

  TopicReader(String bootstrap, Recording recording) {
    this.recording = recording;
    consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", bootstrap, "isolation.level", "read_committed"),
            new StringDeserializer(),
            new ByteArrayDeserializer());
    partitions =
        Recording.TOPICS.stream()
            .flatMap(topic -> consumer.partitionsFor(topic).stream())
            .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
            .toList();
    consumer.assign(partitions);
    consumer
        .beginningOffsets(partitions)
        .forEach(
            (partition, offset) -> {
              consumer.seek(partition, offset);
              // a compacted topic has lost nothing that counts
              if (offset > 0 && !partition.topic().equals(Recording.ROSTER)) {
                recording.begunLate(partition.topic());
              }
            });
  }

  /** Reads up to where the topics end now. */
  void readToTheEnd() {
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    while (ends.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
      consumer.poll(Duration.ofMillis(500)).forEach(this::take);
    }
  }

  @Override
  public void close() {
    consumer.close();
  }

  private void take(ConsumerRecord<String, byte[]> record) {
    if (record.value() == null) {
      return;
    }
    JsonNode body = json(record.value());
    String[] type = header(record, "ce_type").split("\\.");
    recording.add(
        new Seen(
            record.topic(),
            record.partition(),
            record.offset(),
            type.length < 2 ? "" : type[type.length - 2].intern(),
            header(record, "ce_id"),
            record.key() == null ? "" : record.key(),
            header(record, "ce_source").intern(),
            body.path("epoch").asLong(-1),
            nullable(header(record, "ce_causationid")),
            time(header(record, "ce_time"), record.timestamp()),
            fields(body)),
        Arrays.hashCode(record.value()));
  }

  private static Map<String, String> fields(JsonNode body) {
    Map<String, String> kept = new HashMap<>();
    body.properties()
        .forEach(
            field -> {
              if (field.getValue().isValueNode()
                  && !field.getValue().isNull()
                  && FIELDS.contains(field.getKey())) {
                kept.put(field.getKey(), field.getValue().asText());
              }
            });
    return Map.copyOf(kept);
  }

  private static JsonNode json(byte[] value) {
    try {
      return Api.JSON.readTree(value);
    } catch (IOException e) {
      return MissingNode.getInstance();
    }
  }

  private static Instant time(String text, long timestamp) {
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException e) {
      return Instant.ofEpochMilli(timestamp);
    }
  }

  private static String header(ConsumerRecord<String, byte[]> record, String name) {
    Header header = record.headers().lastHeader(name);
    return header == null || header.value() == null
        ? ""
        : new String(header.value(), StandardCharsets.UTF_8);
  }

  private static @Nullable String nullable(String text) {
    return text.isEmpty() ? null : text;
  }
}
