package dev.fairlead.intake.fetch;

import dev.fairlead.intake.adapter.ConnectorHealth.Busy;
import java.time.Duration;
import java.time.Instant;

/**
 * How many calls a connector may make: so many in each second, counted in the database for all
 * replicas. While its platform is not well, one call finds out whether it is again.
 */
final class Pace {

  private static final Duration SECOND = Duration.ofSeconds(1);

  private Pace() {}

  /** How many calls may be made now. */
  static int allowed(Busy busy, int perSecond, Instant now) {
    int left = isOver(busy, now) ? perSecond : Math.max(0, perSecond - busy.calls());
    return busy.isWell() ? left : Math.min(1, left);
  }

  /** The same connector after so many more calls. */
  static Busy called(Busy busy, int calls, Instant now) {
    return isOver(busy, now)
        ? new Busy(busy.connector(), busy.status(), now, calls)
        : new Busy(busy.connector(), busy.status(), busy.secondAt(), busy.calls() + calls);
  }

  private static boolean isOver(Busy busy, Instant now) {
    Instant began = busy.secondAt();
    return began == null || Duration.between(began, now).compareTo(SECOND) >= 0;
  }
}
