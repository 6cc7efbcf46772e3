package dev.fairlead.intake.kind;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.intake.domain.Fields;
import dev.fairlead.intake.domain.LeadData;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * The parts of our own format that have a structure: {@code utm}, {@code consent}, {@code answers}.
 */
final class JsonParts {

  private final Fields fields;

  JsonParts(Fields fields) {
    this.fields = fields;
  }

  /**
   * Takes a part.
   *
   * @param exact whether a part of another structure is wrong; else it is no part of ours
   * @return false when it is none of them
   */
  boolean take(String name, JsonNode value, boolean exact) {
    if (!exact && !value.isContainerNode()) {
      return false;
    }
    switch (name) {
      case "utm" -> takeUtm(value);
      case "consent" -> takeConsents(value);
      case "answers" -> takeAnswers(value);
      default -> {
        return false;
      }
    }
    return true;
  }

  private void takeUtm(JsonNode value) {
    if (value.isObject()) {
      value
          .properties()
          .forEach(entry -> fields.utm(entry.getKey(), JsonText.of(entry.getValue())));
    } else if (!value.isNull()) {
      fields.wrong("/utm", "an object is expected");
    }
  }

  private void takeConsents(JsonNode value) {
    if (value.isArray()) {
      for (int i = 0; i < value.size(); i++) {
        takeConsent("/consent/" + i, value.get(i));
      }
    } else if (value.isObject()) {
      value
          .properties()
          .forEach(
              entry ->
                  fields.consent(
                      new LeadData.Consent(
                          entry.getKey(), null, entry.getValue().asBoolean(), null)));
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
              text(first(item, "text")),
              granted != null && granted.asBoolean(),
              time(pointer, first(item, "at", "given_at", "givenAt")),
              text(first(item, "textVersion", "text_version")),
              text(first(item, "legalBasis", "legal_basis"))));
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
      value.properties().forEach(entry -> answer(entry.getKey(), null, entry.getValue()));
    } else if (value.isArray()) {
      for (int i = 0; i < value.size(); i++) {
        takeAnswer("/answers/" + i, value.get(i));
      }
    } else if (!value.isNull()) {
      fields.wrong("/answers", "a list of objects is expected");
    }
  }

  private void takeAnswer(String pointer, JsonNode item) {
    JsonNode key = first(item, "key", "question", "name");
    JsonNode value = first(item, "value", "answer");
    if (key == null || value == null) {
      fields.wrong(pointer, "key and value are expected");
    } else {
      answer(JsonText.of(key), text(first(item, "label")), value);
    }
  }

  private void answer(String key, @Nullable String label, JsonNode value) {
    if (value.isArray()) {
      value.forEach(item -> fields.answer(key, label, JsonText.of(item)));
    } else {
      fields.answer(key, label, JsonText.of(value));
    }
  }

  private static @Nullable String text(@Nullable JsonNode value) {
    return value == null ? null : JsonText.of(value);
  }

  /** The first of these that an object has; null without any. */
  static @Nullable JsonNode first(JsonNode item, String... names) {
    for (String name : names) {
      if (item.hasNonNull(name)) {
        return item.get(name);
      }
    }
    return null;
  }

  static String pointer(String name) {
    return "/" + name.replace("~", "~0").replace("/", "~1");
  }
}
