package dev.fairlead.kit;

import com.github.f4b6a3.uuid.UuidCreator;
import java.util.UUID;

/** New ids. */
public final class Ids {
  private Ids() {}

  /** A UUIDv7: unique, and ordered by the time it was made. */
  public static UUID next() {
    return UuidCreator.getTimeOrderedEpoch();
  }

  /** {@link #next()} as text. */
  public static String nextText() {
    return next().toString();
  }
}
