package dev.fairlead.notification.hook;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.fairlead.events.EventJson;
import dev.fairlead.kit.outbound.Reply;
import java.io.IOException;

/** JSON that platforms take and answer. */
final class Json {

  private Json() {}

  static String write(Object value) {
    try {
      return EventJson.mapper().writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("cannot be written", e);
    }
  }

  /** The body of an answer; a missing node when it is no JSON. */
  static JsonNode read(Reply reply) {
    try {
      JsonNode node = EventJson.mapper().readTree(reply.body());
      return node == null ? MissingNode.getInstance() : node;
    } catch (IOException e) {
      return MissingNode.getInstance();
    }
  }
}
