package dev.fairlead.assignment.roster.adapter;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What was sent, or stands there, without its absences. */
final class Sent {
  private Sent() {}

  static List<String> list(@Nullable List<@Nullable String> sent) {
    return sent == null
        ? List.of()
        : sent.stream().filter(Objects::nonNull).map(String::strip).distinct().toList();
  }

  static <V> Map<String, V> map(@Nullable Map<String, V> sent) {
    return sent == null ? Map.of() : sent;
  }

  static @Nullable String text(@Nullable String sent) {
    return sent == null || sent.isBlank() ? null : sent.strip();
  }

  static ObjectNode existing(@Nullable ObjectNode current, String kind, String id) {
    if (current == null) {
      throw RosterHttp.unknown(kind, id);
    }
    return current;
  }
}
