package dev.fairlead.pool.adapter;

import dev.fairlead.pool.domain.PoolSettings;
import dev.fairlead.pool.domain.Span;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rules over all pools, as they are written and stored.
 *
 * @param recycle for pools without recycle rules of their own
 * @param days {@code calendar} (also when absent) or {@code working}: how recycle rules count
 * @param minimumNotice what lies between a warning that comes too late and the lapse
 */
public record SettingsDocument(
    @Nullable Integer globalHoldingCap,
    @Nullable Boolean countWon,
    @Nullable List<String> warn,
    @Nullable List<RecycleDocument> recycle,
    @Nullable String days,
    @Nullable String minimumNotice) {

  static final SettingsDocument EMPTY = new SettingsDocument(null, null, null, null, null, null);

  static final String WORKING = "working";

  /** What they say, for a document that was checked. */
  public PoolSettings settings() {
    Span notice = PoolDocument.span(minimumNotice);
    return new PoolSettings(
        globalHoldingCap,
        Boolean.TRUE.equals(countWon),
        PoolDocument.spans(warn),
        RecycleDocument.rules(recycle),
        WORKING.equals(days),
        notice == null ? PoolSettings.USUAL_NOTICE : notice);
  }
}
