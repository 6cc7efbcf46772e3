package dev.fairlead.intake.domain;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A configured source of leads.
 *
 * @param secrets by name, in the clear; only ever in memory
 */
public record Connector(
    String kind, String key, boolean enabled, Settings settings, Map<String, String> secrets) {

  public Connector {
    secrets = Map.copyOf(secrets);
  }

  /** {@code kind/key}, as events and submissions name it. */
  public String id() {
    return kind + "/" + key;
  }

  /** A secret by name; null when it is not set. */
  public @Nullable String secret(String name) {
    return secrets.get(name);
  }

  /** Names it and keeps its secrets. */
  @Override
  public String toString() {
    return id();
  }
}
