package dev.fairlead.pool.domain;

import java.util.List;

/**
 * How leads come into a pool and leave circulation.
 *
 * @param recycle when owners lose leads of this pool; empty for the house's rules
 */
public record Circulation(List<RecycleRule> recycle, ArchiveRule archive, OnTouch onTouch) {

  /** What holds for a pool that says nothing. */
  public static final Circulation USUAL =
      new Circulation(List.of(), ArchiveRule.NEVER, OnTouch.RESTORE);

  public Circulation {
    recycle = List.copyOf(recycle);
  }
}
