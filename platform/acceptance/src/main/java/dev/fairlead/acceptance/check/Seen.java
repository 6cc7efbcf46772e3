package dev.fairlead.acceptance.check;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the checker keeps of an event: no personal data, and little enough that millions fit.
 *
 * @param name the type's own name: {@code granted} in {@code dev.fairlead.ownership.granted.v1}
 * @param epoch the custody epoch; -1 when the event has none
 * @param fields scalar fields of the body that an invariant asks for
 */
record Seen(
    String topic,
    int partition,
    long offset,
    String name,
    String id,
    String key,
    String source,
    long epoch,
    @Nullable String causationId,
    Instant time,
    Map<String, String> fields) {

  /** A field of the body; empty when it is not there. */
  String text(String field) {
    return fields.getOrDefault(field, "");
  }

  /** Whether it is of this topic and has one of these names. */
  boolean is(String ofTopic, String... names) {
    if (!topic.equals(ofTopic)) {
      return false;
    }
    for (String one : names) {
      if (one.equals(name)) {
        return true;
      }
    }
    return false;
  }

  @Override
  public String toString() {
    return "%s/%s%s [%s %d:%d]"
        .formatted(topic, name, epoch < 0 ? "" : "@" + epoch, id, partition, offset);
  }
}
