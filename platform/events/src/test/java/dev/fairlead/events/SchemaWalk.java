package dev.fairlead.events;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/** Visits every object of a document together with the schema node that describes it. */
final class SchemaWalk {

  private final JsonNode root;
  private final BiConsumer<JsonNode, ObjectNode> visitor;

  SchemaWalk(JsonNode schema, BiConsumer<JsonNode, ObjectNode> visitor) {
    this.root = schema;
    this.visitor = visitor;
  }

  void over(JsonNode document) {
    walk(root, document);
  }

  private void walk(JsonNode reference, JsonNode value) {
    JsonNode schema = resolve(reference);
    if (value.isArray()) {
      value.forEach(item -> walk(schema.path("items"), item));
    } else if (value instanceof ObjectNode object && schema.has("properties")) {
      List<String> names = new ArrayList<>();
      object.fieldNames().forEachRemaining(names::add);
      names.forEach(name -> walk(schema.path("properties").path(name), object.path(name)));
      visitor.accept(schema, object);
    }
  }

  private JsonNode resolve(JsonNode schema) {
    String reference = schema.path("$ref").asText();
    return reference.isEmpty() ? schema : root.at(reference.substring(1));
  }
}
