package dev.fairlead.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/**
 * An event as it came from Kafka.
 *
 * @param headers all headers of the record, as text
 * @param body the JSON body
 */
record CloudEvent(
    String topic,
    int partition,
    long offset,
    String key,
    Map<String, String> headers,
    JsonNode body) {

  /** The type's own name: {@code granted} in {@code dev.fairlead.ownership.granted.v1}. */
  String name() {
    String[] words = type().split("\\.");
    return words.length < 2 ? type() : words[words.length - 2];
  }

  String type() {
    return header("ce_type");
  }

  String id() {
    return header("ce_id");
  }

  String correlationId() {
    return header("ce_correlationid");
  }

  String causationId() {
    return header("ce_causationid");
  }

  /** A header; empty when it is not there. */
  String header(String name) {
    return headers.getOrDefault(name, "");
  }

  /** The custody epoch; -1 when the event has none. */
  long epoch() {
    return body.path("epoch").asLong(-1);
  }

  /** A field of the body as text; empty when it is not there. */
  String text(String field) {
    return body.path(field).asText("");
  }

  @Override
  public String toString() {
    return topic + "/" + name() + (epoch() < 0 ? "" : "@" + epoch());
  }
}
