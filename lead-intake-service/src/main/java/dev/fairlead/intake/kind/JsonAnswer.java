package dev.fairlead.intake.kind;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.fairlead.events.EventJson;
import dev.fairlead.intake.domain.Answer;
import java.util.LinkedHashMap;
import java.util.Map;

/** Small JSON documents in the words of a sender. */
final class JsonAnswer {
  private JsonAnswer() {}

  /** An object of names and values in this order. */
  static Answer of(int status, Object... namesAndValues) {
    Map<String, Object> object = new LinkedHashMap<>();
    for (int i = 0; i + 1 < namesAndValues.length; i += 2) {
      object.put(String.valueOf(namesAndValues[i]), namesAndValues[i + 1]);
    }
    try {
      return Answer.json(status, EventJson.mapper().writeValueAsString(object));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("cannot be written", e);
    }
  }
}
