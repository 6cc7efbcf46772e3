package dev.fairlead.intake.fetch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.events.EventJson;
import dev.fairlead.intake.domain.Reading;
import dev.fairlead.intake.domain.Refusal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A platform's answer as JSON. */
final class Json {
  private Json() {}

  /** The JSON in these bytes; a missing node when they are none. */
  static JsonNode parse(byte[] body) {
    try {
      JsonNode node = EventJson.mapper().readTree(body);
      return node == null ? MissingNode.getInstance() : node;
    } catch (IOException e) {
      return MissingNode.getInstance();
    }
  }

  /** A page with only some of its leads. */
  static byte[] only(byte[] page, List<Integer> indexes) {
    JsonNode data = parse(page).path("data");
    ObjectNode some = EventJson.mapper().createObjectNode();
    ArrayNode items = some.putArray("data");
    indexes.forEach(index -> items.add(data.path(index)));
    return some.toString().getBytes(StandardCharsets.UTF_8);
  }

  static Reading malformed() {
    return Reading.refused(Refusal.Reason.MALFORMED, "the platform's answer is not a JSON object");
  }
}
