package dev.fairlead.intake.kind;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.intake.domain.Connector;
import dev.fairlead.intake.domain.Fields;
import dev.fairlead.intake.domain.RawRequest;
import dev.fairlead.intake.domain.Reading;
import dev.fairlead.intake.domain.Vocabulary;
import jakarta.inject.Singleton;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Any JSON. The field map says by JSON Pointers or dotted paths what is what; the setting {@code
 * items} points to a list of leads within the body. A pointer that leads nowhere in an item is
 * looked up in the whole body.
 */
@Singleton
final class JsonKind extends SenderKind {

  JsonKind() {
    super("json", "json", JSON, Proof.needed(ApiKind.API_KEY));
  }

  @Override
  public boolean takes(@Nullable String mediaType) {
    return super.takes(mediaType) || (mediaType != null && mediaType.endsWith("+json"));
  }

  @Override
  public Reading read(RawRequest raw, Connector connector) {
    return JsonFields.parse(raw.body())
        .map(body -> read(body, connector))
        .orElseGet(() -> malformed("the body is not well-formed JSON"));
  }

  private static Reading read(JsonNode body, Connector connector) {
    JsonNode items = body.at(pointer(connector.settings().text("items", "")));
    List<JsonNode> leads = items.isArray() ? items.valueStream().toList() : List.of(items);
    if (!leads.stream().allMatch(JsonNode::isObject)) {
      return malformed("there is no object, nor a list of objects, where leads should be");
    }
    return leads.isEmpty()
        ? Reading.nothing()
        : leads(
            leads.stream().map(item -> fields(item, body, connector)).toList(),
            connector,
            Vocabulary.LENIENT);
  }

  private static Fields fields(JsonNode item, JsonNode body, Connector connector) {
    Fields fields = JsonFields.any(item);
    for (String key : connector.settings().fieldMap().keySet()) {
      if (key.startsWith("/")) {
        JsonNode found = item.at(pointer(key));
        JsonNode value = found.isMissingNode() ? body.at(pointer(key)) : found;
        if (value.isValueNode() && !fields.names().contains(dotted(key))) {
          fields.add(key, JsonText.of(value));
        }
      }
    }
    return fields;
  }

  private static String dotted(String key) {
    return key.substring(1).replace('/', '.').replace("~1", "/").replace("~0", "~");
  }

  /** A pointer of the settings; what is none points to the whole. */
  private static JsonPointer pointer(String text) {
    try {
      return JsonPointer.compile(text);
    } catch (IllegalArgumentException e) {
      return JsonPointer.empty();
    }
  }
}
