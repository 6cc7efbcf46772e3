package dev.fairlead.notification.hook;

import java.time.Duration;
import java.time.Instant;

/**
 * How fast a platform may be called: a bucket of so many calls that fills by one in a while (GCRA).
 *
 * @param burst calls at once at most
 * @param every one more after this time
 */
public record Pace(int burst, Duration every) {

  private static final int AS_MANY_AS_WANTED = 64;

  /** As fast as the other side answers. */
  public static final Pace FREE = new Pace(AS_MANY_AS_WANTED, Duration.ZERO);

  /** How far ahead of now the pace may have got while there is still a call free. */
  public Duration room() {
    return every.multipliedBy(burst - 1L);
  }

  /**
   * How many calls are free now.
   *
   * @param freeAt where the pace has got to, as {@link #after} said
   */
  public int calls(Instant freeAt, Instant now) {
    if (every.isZero()) {
      return burst;
    }
    Duration ahead = freeAt.isAfter(now) ? Duration.between(now, freeAt) : Duration.ZERO;
    Duration room = room().minus(ahead);
    return room.isNegative() ? 0 : (int) Math.min(burst, room.dividedBy(every) + 1);
  }

  /** Where the pace has got to after so many calls. */
  public Instant after(Instant freeAt, Instant now, int calls) {
    Instant from = freeAt.isAfter(now) ? freeAt : now;
    return from.plus(every.multipliedBy(calls));
  }
}
