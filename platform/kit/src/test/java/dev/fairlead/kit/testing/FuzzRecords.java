package dev.fairlead.kit.testing;

import dev.fairlead.events.EventType;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** Records for one topic: good ones, and every way of not being good. */
final class FuzzRecords {

  private static final String INVALID_UTF_8 = "\u00ff\u00fe";

  private final String topic;
  private final List<EventType> wanted;
  private final FuzzBodies bodies;
  private final String mark;
  private final List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();

  FuzzRecords(String topic, List<EventType> wanted, FuzzBodies bodies, String mark) {
    this.topic = topic;
    this.wanted = wanted;
    this.bodies = bodies;
    this.mark = mark;
  }

  /** A good event on one partition, under this id. */
  static ProducerRecord<byte[], byte[]> good(
      String topic, int partition, EventType type, String id) {
    Map<String, @Nullable String> headers = headers(type.name());
    headers.put("ce_id", id);
    byte[] body = FuzzBodies.good(type).toString().getBytes(StandardCharsets.UTF_8);
    return record(topic, partition, "good-" + id, headers, body);
  }

  /**
   * The bad ones.
   *
   * @param rounds twisted bodies of each type
   */
  List<ProducerRecord<byte[], byte[]>> bad(int rounds) {
    EventType type = wanted.getFirst();
    bodies.shapeless().forEach(body -> add(headers(type.name()), body));
    add(headers(type.name()), null);
    records.add(record(topic, null, null, Map.of(), null));
    headers(type.name()).keySet().forEach(name -> withoutGood(type, name));
    strangeTypes().forEach(name -> add(headers(name), body(type)));
    strangeIds().forEach(id -> add(with(type, "ce_id", id), body(type)));
    strangeTimes().forEach(time -> add(with(type, "ce_time", time), body(type)));
    strangeKeys()
        .forEach(key -> records.add(record(topic, null, key, headers(type.name()), body(type))));
    for (EventType each : wanted) {
      for (int round = 0; round < rounds; round++) {
        add(headers(each.name()), bodies.twisted(each));
      }
    }
    return records;
  }

  /** A header that is missing, null, empty, wrong, no text, or there twice. */
  private void withoutGood(EventType type, String name) {
    Map<String, @Nullable String> missing = headers(type.name());
    missing.remove(name);
    add(missing, body(type));
    for (String value : new @Nullable String[] {null, "", mark, "a\0b", INVALID_UTF_8}) {
      add(with(type, name, value), body(type));
    }
    ProducerRecord<byte[], byte[]> twice =
        record(topic, null, "twice", headers(type.name()), body(type));
    twice.headers().add(name, mark.getBytes(StandardCharsets.UTF_8));
    records.add(twice);
  }

  private List<String> strangeTypes() {
    return List.of(
        "dev.fairlead.lead.received.v2",
        "dev.fairlead.nobody.nothing.v1",
        "dev.fairlead.ownership.granted.v1",
        "dev.fairlead.lead.received.v1",
        "dev.fairlead.events.LeadEvent$Received",
        "x".repeat(10_000),
        mark);
  }

  private static List<String> strangeIds() {
    return List.of("x".repeat(5_000), "'; drop table inbox; --", "not-a-uuid", " ");
  }

  private static List<String> strangeTimes() {
    return List.of(
        "0001-01-01T00:00:00Z",
        "1500-01-01T00:00:00Z",
        "-1000000000-01-01T00:00:00Z",
        "+1000000000-12-31T23:59:59.999999999Z",
        "9999-12-31T23:59:59Z",
        "2026-13-45T99:99:99Z",
        "2026-03-25");
  }

  private static List<String> strangeKeys() {
    return List.of("", "a\0b", "someone-else", INVALID_UTF_8, "k".repeat(100_000));
  }

  private static byte[] body(EventType type) {
    return FuzzBodies.good(type).toString().getBytes(StandardCharsets.UTF_8);
  }

  private void add(Map<String, @Nullable String> headers, byte @Nullable [] body) {
    records.add(record(topic, null, "key-" + records.size() % 7, headers, body));
  }

  private static Map<String, @Nullable String> with(
      EventType type, String name, @Nullable String value) {
    Map<String, @Nullable String> headers = headers(type.name());
    headers.put(name, value);
    return headers;
  }

  private static Map<String, @Nullable String> headers(String type) {
    Map<String, @Nullable String> headers = new LinkedHashMap<>();
    headers.put("ce_specversion", "1.0");
    headers.put("ce_id", UUID.randomUUID().toString());
    headers.put("ce_source", "/fairlead/test");
    headers.put("ce_type", type);
    headers.put("ce_time", Instant.now().toString());
    headers.put("ce_subject", "subject");
    headers.put("ce_correlationid", UUID.randomUUID().toString());
    headers.put("ce_causationid", UUID.randomUUID().toString());
    headers.put("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
    headers.put("content-type", "application/json");
    return headers;
  }

  private static ProducerRecord<byte[], byte[]> record(
      String topic,
      @Nullable Integer partition,
      @Nullable String key,
      Map<String, ? extends @Nullable String> headers,
      byte @Nullable [] body) {
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(topic, partition, bytes(key), body);
    headers.forEach((name, value) -> record.headers().add(name, bytes(value)));
    return record;
  }

  private static byte @Nullable [] bytes(@Nullable String text) {
    if (text == null) {
      return null;
    }
    return text.equals(INVALID_UTF_8)
        ? text.getBytes(StandardCharsets.ISO_8859_1)
        : text.getBytes(StandardCharsets.UTF_8);
  }
}
