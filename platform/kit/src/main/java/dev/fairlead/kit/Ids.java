package dev.fairlead.kit;

import com.github.f4b6a3.uuid.UuidCreator;
import java.time.Instant;
import java.util.UUID;

/** New ids. */
public final class Ids {
  private Ids() {}

  /** A UUIDv7: unique, and ordered by the time it was made. */
  public static UUID next() {
    return UuidCreator.getTimeOrderedEpoch();
  }

  /** The smallest UUIDv7 of that moment (RFC 9562): ids made earlier are smaller. */
  public static UUID first(Instant at) {
    return new UUID(at.toEpochMilli() << 16 | 0x7000L, Long.MIN_VALUE);
  }

  /** {@link #next()} as text. */
  public static String nextText() {
    return next().toString();
  }
}
