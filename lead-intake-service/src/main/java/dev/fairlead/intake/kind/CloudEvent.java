package dev.fairlead.intake.kind;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.intake.domain.Connector;
import dev.fairlead.intake.domain.Fields;
import dev.fairlead.intake.domain.LeadData;
import dev.fairlead.intake.domain.RawRequest;
import dev.fairlead.intake.domain.Reading;
import dev.fairlead.intake.domain.Vocabulary;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One CloudEvent as far as a lead needs it. Its id is unique within its source.
 *
 * @param problem why it is none; null when it is one
 */
record CloudEvent(Map<String, String> implied, JsonNode data, @Nullable String problem) {

  private static final List<String> REQUIRED = List.of("id", "source", "type", "specversion");

  /** Of the structured form. */
  static CloudEvent of(JsonNode event) {
    Map<String, String> attributes = new LinkedHashMap<>();
    event.properties().stream()
        .filter(entry -> entry.getValue().isTextual() && !entry.getKey().startsWith("data"))
        .forEach(entry -> attributes.put(entry.getKey(), entry.getValue().asText()));
    return of(attributes, data(event));
  }

  private static JsonNode data(JsonNode event) {
    JsonNode encoded = event.path("data_base64");
    JsonNode data = event.path("data");
    if (encoded.isTextual()) {
      return decode(encoded.asText()).flatMap(JsonFields::parse).orElse(encoded);
    }
    return data.isTextual() ? JsonFields.parse(data.asText()).orElse(data) : data;
  }

  private static Optional<byte[]> decode(String base64) {
    try {
      return Optional.of(Base64.getDecoder().decode(base64));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Of the binary form, whose attributes are headers. */
  static CloudEvent of(RawRequest raw, JsonNode data) {
    Map<String, String> attributes = new LinkedHashMap<>();
    for (Map.Entry<String, String> header : raw.headers().entrySet()) {
      if (header.getKey().startsWith("ce-")) {
        String value = unescaped(header.getValue());
        if (value == null) {
          return new CloudEvent(Map.of(), data, header.getKey() + " is not UTF-8");
        }
        attributes.put(header.getKey().substring(3), value);
      }
    }
    return of(attributes, data);
  }

  private static CloudEvent of(Map<String, String> attributes, JsonNode data) {
    for (String name : REQUIRED) {
      if (attributes.getOrDefault(name, "").isBlank()) {
        return new CloudEvent(Map.of(), data, "the attribute " + name + " is missing");
      }
    }
    if (!attributes.getOrDefault("specversion", "").equals("1.0")) {
      return new CloudEvent(Map.of(), data, "the specversion is not 1.0");
    }
    if (!data.isObject()) {
      return new CloudEvent(Map.of(), data, "the data is not a JSON object");
    }
    Map<String, String> implied = new LinkedHashMap<>();
    implied.put("externalId", attributes.getOrDefault("id", "").strip());
    implied.put("idScope", attributes.getOrDefault("source", "").strip());
    String time = attributes.get("time");
    if (time != null) {
      implied.put("submittedAt", time.strip());
    }
    return new CloudEvent(implied, data, null);
  }

  /** Percent bytes, decoded once and strictly; null when they are no UTF-8. */
  private static @Nullable String unescaped(String value) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(value.length());
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      int high = c == '%' && i + 2 < value.length() ? Character.digit(value.charAt(i + 1), 16) : -1;
      int low = high < 0 ? -1 : Character.digit(value.charAt(i + 2), 16);
      if (low >= 0) {
        bytes.write(high * 16 + low);
        i += 2;
      } else {
        bytes.writeBytes(String.valueOf(c).getBytes(StandardCharsets.UTF_8));
      }
    }
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .decode(ByteBuffer.wrap(bytes.toByteArray()))
          .toString();
    } catch (CharacterCodingException e) {
      return null;
    }
  }

  /** The leads of some events, or why one of them is none. */
  static Reading read(List<CloudEvent> events, Connector connector) {
    List<LeadData> leads = new ArrayList<>();
    for (CloudEvent event : events) {
      if (event.problem != null) {
        return SenderKind.malformed(event.problem);
      }
      Fields fields = JsonFields.any(event.data);
      switch (SenderKind.lead(fields, connector, event.implied, Vocabulary.LENIENT)) {
        case Reading.Leads read -> leads.addAll(read.leads());
        case Reading.Refused refused -> {
          return refused;
        }
      }
    }
    return Reading.of(leads);
  }
}
