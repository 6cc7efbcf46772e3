package dev.fairlead.acceptance.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Every event of the topics once, by id, in the order of each partition. */
final class Recording {

  static final String LEAD = "lead.events";
  static final String ASSIGNMENT = "assignment.events";
  static final String OWNERSHIP = "ownership.events";
  static final String POOL = "pool.events";
  static final String ROSTER = "roster.events";
  static final String NOTIFICATION = "notification.events";

  /** All of them. */
  static final List<String> TOPICS =
      List.of(LEAD, ASSIGNMENT, OWNERSHIP, POOL, ROSTER, NOTIFICATION);

  private final Map<String, Seen> byId = new HashMap<>();
  private final Map<String, Integer> contents = new HashMap<>();
  private final Map<String, List<Seen>> byKey = new LinkedHashMap<>();
  private final Map<String, List<Seen>> byCause = new HashMap<>();
  private final List<Seen> contradictions = new ArrayList<>();
  private final Set<String> begunLate = new TreeSet<>();
  private long records;
  private long repeated;

  /**
   * Takes a record in.
   *
   * @param content hash of its whole body: a second record of the same id must have the same
   */
  void add(Seen event, int content) {
    records++;
    Seen before = byId.putIfAbsent(event.id(), event);
    if (before != null) {
      repeated++;
      if (contents.getOrDefault(event.id(), 0) != content) {
        contradictions.add(event);
      }
      return;
    }
    contents.put(event.id(), content);
    byKey.computeIfAbsent(event.key(), key -> new ArrayList<>(8)).add(event);
    if (event.causationId() != null) {
      byCause.computeIfAbsent(event.causationId(), id -> new ArrayList<>(2)).add(event);
    }
  }

  /** The start of this topic is no longer there. */
  void begunLate(String topic) {
    begunLate.add(topic);
  }

  /** Whether what a topic does not tell may have been in its part that is gone. */
  boolean mayBeGone(String topic) {
    return begunLate.contains(topic);
  }

  /** The topics whose start is gone. */
  Set<String> begunLate() {
    return begunLate;
  }

  /** How many records were read, the repeated ones too. */
  long records() {
    return records;
  }

  /** How many were the same event once more. */
  long repeated() {
    return repeated;
  }

  /** Records with the id of another event and a different body. */
  List<Seen> contradictions() {
    return contradictions;
  }

  /** The keys there are: leads, but also entities of the roster and recipients of digests. */
  Set<String> keys() {
    return byKey.keySet();
  }

  /** The events of one key, those of each topic in their order. */
  List<Seen> of(String key) {
    return byKey.getOrDefault(key, List.of());
  }

  /** The events of one key on one topic, in their order. */
  List<Seen> of(String key, String topic) {
    return of(key).stream().filter(event -> event.topic().equals(topic)).toList();
  }

  /** Every event. */
  Stream<Seen> all() {
    return byKey.values().stream().flatMap(List::stream);
  }

  /** The event of that id. */
  Optional<Seen> byId(@Nullable String id) {
    return id == null ? Optional.empty() : Optional.ofNullable(byId.get(id));
  }

  /** What an event caused directly. */
  List<Seen> causedBy(Seen event) {
    return byCause.getOrDefault(event.id(), List.of());
  }
}
