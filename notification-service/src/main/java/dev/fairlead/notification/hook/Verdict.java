package dev.fairlead.notification.hook;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What an answer means.
 *
 * @param error why it was not taken, numbers and names only; null when it was
 * @param rest how long the other side wants to be left alone; null when it does not say
 * @param gone whether it said that it is there no more
 */
public record Verdict(@Nullable String error, @Nullable Duration rest, boolean gone) {

  /** It was taken. */
  public static final Verdict TAKEN = new Verdict(null, null, false);

  /** It was not taken. */
  static Verdict missed(String error) {
    return new Verdict(error, null, false);
  }

  /** It was not taken because there was too much at once. */
  static Verdict tooFast(String error, Duration rest) {
    return new Verdict(error, rest, false);
  }
}
