package dev.fairlead.intake.kind;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.intake.domain.Fields;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What Wufoo's numbered fields are: their titles and types, and those of their parts. */
final class WufooStructure {

  private static final Map<String, String> TYPES =
      Map.of("email", "email", "phone", "phone", "shortname", "fullName");
  private static final Map<String, String> PARTS = Map.of("First", "firstName", "Last", "lastName");

  private final Map<String, String> titles = new HashMap<>();
  private final Map<String, String> hints = new HashMap<>();

  WufooStructure(@Nullable JsonNode structure) {
    if (structure != null) {
      structure.path("Fields").forEach(this::learn);
    }
  }

  private void learn(JsonNode field) {
    String title = JsonText.of(field.path("Title"));
    String id = JsonText.of(field.path("ID"));
    JsonNode parts = field.path("SubFields");
    titles.put(id, title);
    String hint = TYPES.get(field.path("Type").asText());
    if (hint != null && parts.isEmpty()) {
      hints.put(id, hint);
    }
    for (JsonNode part : parts) {
      String label = JsonText.of(part.path("Label"));
      String partId = JsonText.of(part.path("ID"));
      titles.put(partId, label.isBlank() ? title : label);
      if (PARTS.containsKey(label)) {
        hints.put(partId, PARTS.get(label));
      }
    }
  }

  void add(Fields fields, String id, String value) {
    fields.add(id, titles.get(id), hints.get(id), value);
  }
}
