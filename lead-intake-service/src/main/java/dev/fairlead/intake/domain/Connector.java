package dev.fairlead.intake.domain;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A configured source of leads.
 *
 * @param secrets by name those that are valid now, the newest first; in the clear, so only ever in
 *     memory
 */
public record Connector(
    String kind,
    String key,
    boolean enabled,
    Settings settings,
    Map<String, List<String>> secrets) {

  public Connector {
    secrets = Map.copyOf(secrets);
  }

  /** {@code kind/key}, as events and submissions name it. */
  public String id() {
    return kind + "/" + key;
  }

  /** The newest secret of that name; null when none is set. */
  public @Nullable String secret(String name) {
    List<String> valid = secrets.getOrDefault(name, List.of());
    return valid.isEmpty() ? null : valid.getFirst();
  }

  /** Every secret of that name a sender may use now: while one is rotated, the earlier one too. */
  public List<String> secrets(String name) {
    return secrets.getOrDefault(name, List.of());
  }

  /** Names it and keeps its secrets. */
  @Override
  public String toString() {
    return id();
  }
}
