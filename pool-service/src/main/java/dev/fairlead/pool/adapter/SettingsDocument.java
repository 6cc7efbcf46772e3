package dev.fairlead.pool.adapter;

import dev.fairlead.pool.domain.PoolSettings;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rules over all pools, as they are written and stored. */
public record SettingsDocument(
    @Nullable Integer globalHoldingCap, @Nullable Boolean countWon, @Nullable List<String> warn) {

  static final SettingsDocument EMPTY = new SettingsDocument(null, null, null);

  /** What they say, for a document that was checked. */
  public PoolSettings settings() {
    return new PoolSettings(
        globalHoldingCap, Boolean.TRUE.equals(countWon), PoolDocument.spans(warn));
  }
}
