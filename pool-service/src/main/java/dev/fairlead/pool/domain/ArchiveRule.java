package dev.fairlead.pool.domain;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * When a pool gives a lead up.
 *
 * @param rounds after so many owners lost it or gave it back without working on it; absent for no
 *     limit
 * @param after this long in the pool, in exact hours; absent for no limit
 */
public record ArchiveRule(@Nullable Integer rounds, @Nullable Span after) {

  /** Never. */
  public static final ArchiveRule NEVER = new ArchiveRule(null, null);

  /** Whether so many rounds are enough. */
  public boolean reached(int count) {
    return rounds != null && count > 0 && count >= rounds;
  }

  /** When a lead that is in the pool since then is archived; empty for never. */
  public Optional<Instant> due(Instant since) {
    return Optional.ofNullable(after).map(span -> since.plus(span.exact()));
  }
}
