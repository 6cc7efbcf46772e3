package dev.fairlead.events;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.util.Arrays;
import java.util.Objects;

/**
 * The JSON form of events: absent instead of null, ISO-8601 times, numbers exact. Fields a reader
 * does not know are passed over, so that adding one breaks nobody.
 */
public final class EventJson {

  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .defaultPropertyInclusion(
              JsonInclude.Value.construct(
                  JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
          .build();

  private static final byte[] NUL = {'u', '0', '0', '0', '0'};

  private EventJson() {}

  /** The shared mapper, for reading and writing event-like JSON elsewhere. Do not reconfigure. */
  public static ObjectMapper mapper() {
    return MAPPER;
  }

  /** The body of an event. */
  public static String write(Event event) {
    try {
      return MAPPER.writeValueAsString(event);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("cannot be written: " + EventType.of(event).name(), e);
    }
  }

  /**
   * Reads a body.
   *
   * @throws IOException when the bytes are not the JSON of that type, or a text has a NUL in it,
   *     which JSON allows and PostgreSQL does not
   */
  public static Event read(EventType type, byte[] body) throws IOException {
    if (hasNul(body)) {
      throw new IOException("a " + type.name() + " with a NUL in a text");
    }
    Event event = MAPPER.readValue(body, type.record());
    if (event == null || Objects.toString(event.key(), "").isEmpty()) {
      throw new IOException("a " + type.name() + " without its id");
    }
    return event;
  }

  /** Whether a character is escaped as {@code u0000}; unescaped ones are no JSON. */
  private static boolean hasNul(byte[] body) {
    for (int at = 0; at < body.length - NUL.length; at++) {
      if (body[at] == '\\') {
        // the escaped character itself is passed over, lest a backslash begin another escape
        at++;
        if (Arrays.equals(body, at, at + NUL.length, NUL, 0, NUL.length)) {
          return true;
        }
      }
    }
    return false;
  }
}
