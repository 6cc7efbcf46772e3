package dev.fairlead.events;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
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
   * @throws IOException when the bytes are not the JSON of that type
   */
  public static Event read(EventType type, byte[] body) throws IOException {
    Event event = MAPPER.readValue(body, type.record());
    if (event == null || Objects.toString(event.key(), "").isEmpty()) {
      throw new IOException("a " + type.name() + " without its id");
    }
    return event;
  }
}
