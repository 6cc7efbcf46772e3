package dev.fairlead.intake.kind;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/** What the frame of a request tells of the lead in it, by canonical names. */
final class Implied {
  private Implied() {}

  /** Takes a plain value that is not blank. */
  static void put(Map<String, String> implied, String canonical, JsonNode value) {
    String text = value.isValueNode() ? JsonText.of(value).replace("\0", "").strip() : "";
    if (!text.isEmpty()) {
      implied.putIfAbsent(canonical, text);
    }
  }
}
