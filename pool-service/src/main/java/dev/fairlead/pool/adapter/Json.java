package dev.fairlead.pool.adapter;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdScalarSerializer;
import dev.fairlead.events.EventJson;
import dev.fairlead.pool.domain.Span;
import java.io.IOException;

/** Documents in text columns, in the same JSON as events; spans as ISO-8601. */
final class Json {

  private static final ObjectMapper MAPPER =
      EventJson.mapper()
          .copy()
          .registerModule(
              new SimpleModule()
                  .addSerializer(new SpanWriter())
                  .addDeserializer(Span.class, new SpanReader()));

  private Json() {}

  static String write(Object value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("cannot be written: " + value.getClass(), e);
    }
  }

  static <T> T read(String json, Class<T> type) {
    try {
      return MAPPER.readValue(json, type);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a stored document is no " + type.getSimpleName(), e);
    }
  }

  private static final class SpanWriter extends StdScalarSerializer<Span> {
    private static final long serialVersionUID = 1;

    SpanWriter() {
      super(Span.class);
    }

    @Override
    public void serialize(Span span, JsonGenerator out, SerializerProvider provider)
        throws IOException {
      out.writeString(span.text());
    }
  }

  private static final class SpanReader extends StdScalarDeserializer<Span> {
    private static final long serialVersionUID = 1;

    SpanReader() {
      super(Span.class);
    }

    @Override
    public Span deserialize(JsonParser in, DeserializationContext context) throws IOException {
      return Span.parse(in.getValueAsString());
    }
  }
}
