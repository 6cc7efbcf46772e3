package dev.fairlead.intake.kind;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import dev.fairlead.events.EventJson;
import dev.fairlead.intake.domain.Fields;
import dev.fairlead.intake.domain.LeadReader;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object as a sender's fields. What lies deeper is named by its dotted path; of a list each
 * item is a field of the same name.
 */
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
  private final boolean exact;
  private final boolean labels;

  private JsonFields(boolean exact, boolean labels) {
    this.exact = exact;
    this.labels = labels;
  }

  /** The JSON in these bytes; empty when they are none. */
  static Optional<JsonNode> parse(byte[] body) {
    try {
      JsonNode node = READER.readValue(body);
      return Optional.ofNullable(node).filter(n -> !n.isMissingNode());
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** The JSON in a text that a sender put into a field; empty when it is none. */
  static Optional<JsonNode> parse(@Nullable String text) {
    try {
      return text == null || text.isBlank()
          ? Optional.empty()
          : Optional.of(READER.<JsonNode>readValue(text)).filter(n -> !n.isMissingNode());
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** The fields of an object in our own format, whose canonical fields have their types. */
  static Fields of(JsonNode object) {
    return new JsonFields(true, false).all(object);
  }

  /** The fields of an object whose types may be any. */
  static Fields any(JsonNode object) {
    return new JsonFields(false, false).all(object);
  }

  /** The same, where the last name of a deeper field is what people know it by. */
  static Fields labelled(JsonNode object) {
    return new JsonFields(false, true).all(object);
  }

  private Fields all(JsonNode object) {
    object.properties().forEach(entry -> take(entry.getKey(), entry.getValue()));
    return fields;
  }

  private void take(String name, JsonNode value) {
    boolean ours = new JsonParts(fields).take(name, value, exact);
    if (!ours) {
      takePlain(name, value);
    }
  }

  private void takePlain(String name, JsonNode value) {
    if (exact && LeadReader.isCanonical(name) && !value.isNull()) {
      takeCanonical(name, value);
    } else {
      takeDeep(name, name, value);
    }
  }

  private void takeCanonical(String name, JsonNode value) {
    if (value.isTextual() || (value.isValueNode() && NOT_ONLY_TEXT.contains(name))) {
      fields.add(name, JsonText.of(value));
    } else {
      fields.wrong(JsonParts.pointer(name), "a text is expected");
    }
  }

  private void takeDeep(String path, String last, JsonNode value) {
    if (value.isObject()) {
      value
          .properties()
          .forEach(
              inner -> takeDeep(path + "." + inner.getKey(), inner.getKey(), inner.getValue()));
    } else if (value.isArray()) {
      for (int i = 0; i < value.size(); i++) {
        JsonNode item = value.get(i);
        takeDeep(item.isContainerNode() ? path + "." + i : path, last, item);
      }
    } else {
      boolean deep = labels && !path.equals(last);
      fields.add(path, deep ? last : null, null, JsonText.of(value));
    }
  }
}
