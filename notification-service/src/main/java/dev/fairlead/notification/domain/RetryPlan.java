package dev.fairlead.notification.domain;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How long to wait before each further try of a delivery. The first gap is at most a minute and no
 * gap is shorter than the one before it.
 */
public record RetryPlan(List<Duration> gaps) {

  private static final Duration LONGEST_FIRST = Duration.ofMinutes(1);

  public RetryPlan {
    gaps = List.copyOf(gaps);
    Duration before = Duration.ZERO;
    for (Duration gap : gaps) {
      if (gap.isNegative() || gap.isZero() || gap.compareTo(before) < 0) {
        throw new IllegalArgumentException("gaps must be positive and grow: " + gaps);
      }
      before = gap;
    }
    if (!gaps.isEmpty() && gaps.getFirst().compareTo(LONGEST_FIRST) > 0) {
      throw new IllegalArgumentException("the first retry must come within 60 s: " + gaps);
    }
  }

  /** The gap after so many failed tries; empty when there is no further one. */
  public Optional<Duration> afterTry(int attempts) {
    return attempts < 1 || attempts > gaps.size()
        ? Optional.empty()
        : Optional.of(gaps.get(attempts - 1));
  }
}
