package dev.fairlead.ownership.adapter;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.deser.std.FromStringDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import dev.fairlead.events.EventJson;
import dev.fairlead.ownership.domain.Custody;
import dev.fairlead.ownership.domain.Span;

/** The stored form of a custody: its state by name, its record as JSON. */
final class CustodyJson {

  private static final ObjectMapper MAPPER =
      EventJson.mapper()
          .copy()
          .registerModule(
              new SimpleModule()
                  .addSerializer(Span.class, ToStringSerializer.instance)
                  .addDeserializer(Span.class, new SpanReader()));

  private CustodyJson() {}

  /** Name of the state. */
  static String state(Custody custody) {
    return switch (custody) {
      case Custody.Assigning a -> "assigning";
      case Custody.Owned o -> "owned";
      case Custody.Pooled p -> "pooled";
      case Custody.Closed c -> "closed";
    };
  }

  static String write(Custody custody) {
    try {
      return MAPPER.writeValueAsString(custody);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("custody cannot be written", e);
    }
  }

  static Custody read(String state, String doc) {
    try {
      return MAPPER.readValue(doc, recordOf(state));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("custody cannot be read", e);
    }
  }

  /** The document as it is stored, for evidence. */
  static JsonNode tree(String doc) {
    try {
      return MAPPER.readTree(doc);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("custody cannot be read", e);
    }
  }

  private static Class<? extends Custody> recordOf(String state) {
    return switch (state) {
      case "assigning" -> Custody.Assigning.class;
      case "owned" -> Custody.Owned.class;
      case "pooled" -> Custody.Pooled.class;
      case "closed" -> Custody.Closed.class;
      default -> throw new IllegalStateException("no such state: " + state);
    };
  }

  private static final class SpanReader extends FromStringDeserializer<Span> {
    private static final long serialVersionUID = 1;

    SpanReader() {
      super(Span.class);
    }

    @Override
    protected Span _deserialize(String value, DeserializationContext context) {
      return Span.parse(value);
    }
  }
}
