package dev.fairlead.kit.event;

import com.fasterxml.jackson.databind.JsonMappingException;
import dev.fairlead.events.Event;
import dev.fairlead.events.EventJson;
import dev.fairlead.events.EventType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** Reads CloudEvents 1.0 in Kafka's binary binding: attributes in {@code ce_*} headers. */
public final class EventCodec {

  private EventCodec() {}

  /** The registered type a record says it is; empty when this version does not know that name. */
  public static Optional<EventType> typeOf(Headers headers) throws Undecodable {
    return EventType.named(required(headers, "ce_type"));
  }

  /** Reads a record of a known type. */
  public static Envelope decode(EventType type, Headers headers, byte @Nullable [] body)
      throws Undecodable {
    if (body == null) {
      throw new Undecodable("no body");
    }
    String id = required(headers, "ce_id");
    String correlation = text(headers, "ce_correlationid");
    return new Envelope(
        id,
        required(headers, "ce_source"),
        time(required(headers, "ce_time")),
        correlation == null ? id : correlation,
        text(headers, "ce_causationid"),
        text(headers, "traceparent"),
        body(type, body));
  }

  private static Event body(EventType type, byte[] body) throws Undecodable {
    try {
      return EventJson.read(type, body);
    } catch (JsonMappingException e) {
      throw new Undecodable("body does not fit " + type.name() + " at " + place(e));
    } catch (IOException e) {
      throw new Undecodable("body is not JSON of " + type.name());
    }
  }

  private static String place(JsonMappingException e) {
    StringBuilder pointer = new StringBuilder();
    for (JsonMappingException.Reference reference : e.getPath()) {
      pointer.append('/');
      String name = reference.getFieldName();
      pointer.append(name == null ? Integer.toString(reference.getIndex()) : name);
    }
    return pointer.isEmpty() ? "/" : pointer.toString();
  }

  private static Instant time(String text) throws Undecodable {
    try {
      return Instant.parse(text);
    } catch (DateTimeException e) {
      throw new Undecodable("ce_time is no ISO-8601 instant");
    }
  }

  private static String required(Headers headers, String name) throws Undecodable {
    String value = text(headers, name);
    if (value == null || value.isBlank()) {
      throw new Undecodable("no header " + name);
    }
    return value;
  }

  private static @Nullable String text(Headers headers, String name) {
    Header header = headers.lastHeader(name);
    return header == null || header.value() == null
        ? null
        : new String(header.value(), StandardCharsets.UTF_8);
  }

  /** The headers as text, as dead letters keep them. */
  public static Map<String, String> headers(Headers headers) {
    Map<String, String> all = new java.util.LinkedHashMap<>();
    headers.forEach(
        h ->
            all.put(
                h.key(), h.value() == null ? "" : new String(h.value(), StandardCharsets.UTF_8)));
    return all;
  }
}
