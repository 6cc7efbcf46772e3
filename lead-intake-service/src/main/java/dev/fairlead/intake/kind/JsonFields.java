package dev.fairlead.intake.kind;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import dev.fairlead.events.EventJson;
import dev.fairlead.intake.domain.Fields;
import dev.fairlead.intake.domain.LeadData;
import dev.fairlead.intake.domain.LeadReader;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A JSON object as a sender's fields; numbers keep every digit. */
final class JsonFields {

  private static final ObjectReader READER =
      EventJson.mapper()
          .readerFor(JsonNode.class)
          .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  /** Canonical fields that may be JSON numbers or booleans. */
  private static final Set<String> NOT_ONLY_TEXT =
      Set.of(
          "value",
          "phone",
          "postalCode",
          "postal_code",
          "externalId",
          "external_id",
          "test",
          "isTest",
          "is_test");

  private final Fields fields = new Fields();

  private JsonFields() {}

  /** The JSON in these bytes; empty when they are none. */
  static Optional<JsonNode> parse(byte[] body) {
    try {
      JsonNode node = READER.readValue(body);
      return Optional.ofNullable(node).filter(n -> !n.isMissingNode());
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** The fields of an object. */
  static Fields of(JsonNode object) {
    JsonFields json = new JsonFields();
    object.properties().forEach(entry -> json.take(entry.getKey(), entry.getValue()));
    return json.fields;
  }

  private void take(String name, JsonNode value) {
    switch (name) {
      case "utm" -> takeUtm(value);
      case "consent" -> takeConsents(value);
      case "answers" -> takeAnswers(value);
      default -> takePlain(name, value);
    }
  }

  private void takePlain(String name, JsonNode value) {
    if (value.isNull()) {
      return;
    }
    if (LeadReader.isCanonical(name)) {
      takeCanonical(name, value);
    } else if (value.isArray()) {
      value.forEach(item -> fields.add(name, text(item)));
    } else {
      fields.add(name, text(value));
    }
  }

  private void takeCanonical(String name, JsonNode value) {
    if (value.isTextual() || (value.isValueNode() && NOT_ONLY_TEXT.contains(name))) {
      fields.add(name, value.asText());
    } else {
      fields.wrong(pointer(name), "a text is expected");
    }
  }

  private void takeUtm(JsonNode value) {
    if (value.isObject()) {
      value.properties().forEach(entry -> fields.utm(entry.getKey(), text(entry.getValue())));
    } else if (!value.isNull()) {
      fields.wrong("/utm", "an object is expected");
    }
  }

  private void takeConsents(JsonNode value) {
    if (value.isArray()) {
      for (int i = 0; i < value.size(); i++) {
        takeConsent("/consent/" + i, value.get(i));
      }
    } else if (value.isBoolean() || value.isTextual()) {
      fields.add("consent", value.asText());
    } else if (!value.isNull()) {
      fields.wrong("/consent", "a list of objects is expected");
    }
  }

  private void takeConsent(String pointer, JsonNode item) {
    JsonNode purpose = item.has("purpose") ? item.get("purpose") : item.get("key");
    JsonNode granted = item.has("granted") ? item.get("granted") : item.get("checked");
    if (purpose == null || !purpose.isTextual()) {
      fields.wrong(pointer + "/purpose", "a text is expected");
    } else if (granted != null && !granted.isBoolean()) {
      fields.wrong(pointer + "/granted", "true or false is expected");
    } else {
      fields.consent(
          new LeadData.Consent(
              purpose.asText(),
              item.hasNonNull("text") ? text(item.get("text")) : null,
              granted != null && granted.asBoolean(),
              time(pointer, first(item, "at", "given_at", "givenAt"))));
    }
  }

  private @Nullable Instant time(String pointer, @Nullable JsonNode value) {
    if (value == null || value.isNull()) {
      return null;
    }
    try {
      return OffsetDateTime.parse(value.asText()).toInstant();
    } catch (DateTimeException e) {
      fields.wrong(pointer + "/at", "a time such as 2026-01-31T09:30:00Z is expected");
      return null;
    }
  }

  private void takeAnswers(JsonNode value) {
    if (value.isObject()) {
      value.properties().forEach(entry -> fields.answer(entry.getKey(), text(entry.getValue())));
    } else if (value.isArray()) {
      for (int i = 0; i < value.size(); i++) {
        JsonNode key = first(value.get(i), "key", "question", "name");
        JsonNode text = first(value.get(i), "value", "answer");
        if (key == null || text == null) {
          fields.wrong("/answers/" + i, "key and value are expected");
        } else {
          fields.answer(text(key), text(text));
        }
      }
    } else if (!value.isNull()) {
      fields.wrong("/answers", "a list of objects is expected");
    }
  }

  private static @Nullable JsonNode first(JsonNode item, String... names) {
    for (String name : names) {
      if (item.hasNonNull(name)) {
        return item.get(name);
      }
    }
    return null;
  }

  private static String text(JsonNode value) {
    return value.isValueNode() ? value.asText() : value.toString();
  }

  private static String pointer(String name) {
    return "/" + name.replace("~", "~0").replace("/", "~1");
  }
}
