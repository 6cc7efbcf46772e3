package dev.fairlead.pool.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Comparisons of instants that may be missing. */
final class Instants {
  private Instants() {}

  /** The later one; a missing one does not count. */
  static Instant later(Instant one, @Nullable Instant other) {
    return other != null && other.isAfter(one) ? other : one;
  }
}
