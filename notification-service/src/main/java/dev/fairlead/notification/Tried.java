package dev.fairlead.notification;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How one try ended.
 *
 * @param error the obstacle's name; null when it was taken
 * @param next until the next try; null when there is none
 * @param pause for how long the whole channel is to be left alone; null when that is not asked for
 * @param gone whether the channel is there no more
 */
public record Tried(
    Parcel parcel,
    @Nullable String error,
    @Nullable Duration next,
    @Nullable Duration pause,
    boolean gone) {

  /** The other side took it. */
  public static Tried sent(Parcel parcel) {
    return new Tried(parcel, null, null, null, false);
  }

  /** It was not taken, and is tried again after a gap if there is one. */
  public static Tried missed(Parcel parcel, String error, @Nullable Duration next) {
    return new Tried(parcel, error, next, null, false);
  }

  /** Whether the other side took it. */
  public boolean isSent() {
    return error == null;
  }

  /** Whether this was the last try. */
  public boolean isOver() {
    return error == null || next == null;
  }
}
