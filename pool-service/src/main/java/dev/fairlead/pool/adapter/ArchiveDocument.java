package dev.fairlead.pool.adapter;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.fairlead.pool.domain.ArchiveRule;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * When a pool gives a lead up, as it is written: a number of rounds, or an object.
 *
 * @param rounds how often owners lost it or gave it back
 * @param after ISO-8601 time in the pool
 */
public record ArchiveDocument(@Nullable Integer rounds, @Nullable String after) {

  /** The object. */
  @JsonCreator(mode = JsonCreator.Mode.PROPERTIES)
  public ArchiveDocument(
      @JsonProperty("rounds") @Nullable Integer rounds,
      @JsonProperty("after") @Nullable String after) {
    this.rounds = rounds;
    this.after = after;
  }

  /** The number. */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public static ArchiveDocument of(int rounds) {
    return new ArchiveDocument(rounds, null);
  }

  /** As it is written. */
  @JsonValue
  Object written() {
    if (rounds != null && after == null) {
      return rounds;
    }
    Map<String, Object> object = new LinkedHashMap<>();
    if (rounds != null) {
      object.put("rounds", rounds);
    }
    if (after != null) {
      object.put("after", after);
    }
    return object;
  }

  ArchiveRule rule() {
    return new ArchiveRule(rounds, PoolDocument.span(after));
  }
}
