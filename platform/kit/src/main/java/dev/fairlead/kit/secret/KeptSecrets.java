package dev.fairlead.kit.secret;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import dev.fairlead.events.EventJson;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The secrets of one owner as they are stored: sealed, by name, the newest first. While one is
 * rotated, the earlier one stays until its end.
 */
public record KeptSecrets(SortedMap<String, List<Kept>> byName) {

  /** Prefix of a name under which an earlier secret may be given beside the new one. */
  public static final String OLD = "old_";

  private static final int MOST_EARLIER = 4;

  /**
   * One of them.
   *
   * @param until when it ends; null for the one that stands
   */
  public record Kept(String sealed, Instant since, @Nullable Instant until) {

    /** Whether it may still be used. */
    public boolean isValid(Instant now) {
      return until == null || now.isBefore(until);
    }

    private Kept endingBy(Instant end) {
      return until != null && until.isBefore(end) ? this : new Kept(sealed, since, end);
    }
  }

  public KeptSecrets {
    byName = Collections.unmodifiableSortedMap(new TreeMap<>(byName));
  }

  /** Reads what {@link #write} wrote; {@code {}} for none. */
  public static KeptSecrets read(String json) {
    try {
      return new KeptSecrets(
          EventJson.mapper().readValue(json, new TypeReference<TreeMap<String, List<Kept>>>() {}));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("stored secrets", e);
    }
  }

  /** The JSON to store. */
  public String write() {
    try {
      return EventJson.mapper().writeValueAsString(byName);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("cannot be written", e);
    }
  }

  /** What stands under a name and has not ended, the newest first. */
  public List<Kept> valid(String name, Instant now) {
    return byName.getOrDefault(name, List.of()).stream().filter(kept -> kept.isValid(now)).toList();
  }

  /** A new secret in the place of the one that stands, which goes on for the overlap. */
  public KeptSecrets put(String name, String sealed, Instant now, Duration overlap) {
    List<Kept> all = new ArrayList<>();
    all.add(new Kept(sealed, now, null));
    valid(name, now).stream()
        .map(earlier -> earlier.endingBy(now.plus(overlap)))
        .filter(earlier -> earlier.isValid(now))
        .limit(MOST_EARLIER)
        .forEach(all::add);
    return with(name, all);
  }

  /** Without a secret, and without what was given as its earlier one. */
  public KeptSecrets remove(String name) {
    return with(name, List.of()).with(OLD + name, List.of());
  }

  private KeptSecrets with(String name, List<Kept> all) {
    Map<String, List<Kept>> changed = new TreeMap<>(byName);
    if (all.isEmpty()) {
      changed.remove(name);
    } else {
      changed.put(name, all);
    }
    return new KeptSecrets(new TreeMap<>(changed));
  }
}
