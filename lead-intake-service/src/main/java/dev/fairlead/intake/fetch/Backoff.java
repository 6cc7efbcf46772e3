package dev.fairlead.intake.fetch;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** When to try again what did not work. */
@Singleton
final class Backoff {

  private static final int MOST_DOUBLINGS = 30;

  private final Duration first;
  private final Duration longest;
  private final Duration giveUp;
  private final Duration pause;

  Backoff(
      @ConfigProperty(name = "fairlead.intake.fetch.first-retry") Duration first,
      @ConfigProperty(name = "fairlead.intake.fetch.longest-retry") Duration longest,
      @ConfigProperty(name = "fairlead.intake.fetch.give-up") Duration giveUp,
      @ConfigProperty(name = "fairlead.intake.fetch.pause") Duration pause) {
    this.first = first;
    this.longest = longest;
    this.giveUp = giveUp;
    this.pause = pause;
  }

  /**
   * How long to wait: twice as long each time, up to a longest, spread over a half of it so that
   * what failed together does not come back together.
   *
   * @param attempts made so far, at least one
   * @param chance from 0 to 1
   */
  Duration after(int attempts, double chance) {
    long doubled = 1L << Math.min(attempts - 1, MOST_DOUBLINGS);
    long millis = Math.min(first.toMillis() * doubled, longest.toMillis());
    return Duration.ofMillis(Math.round(millis * (0.75 + 0.5 * chance)));
  }

  /** Whether it is too late to try again what was asked for then. */
  boolean isOver(Instant since, Instant now) {
    return Duration.between(since, now).compareTo(giveUp) > 0;
  }

  /**
   * How long a platform that wants to hear nothing of a connector is left alone: a while that
   * passes where it counts our calls, the longest where somebody has to do something.
   */
  Duration pause(Verdict.Closed closed) {
    if (closed.pause() != null) {
      return closed.pause().compareTo(giveUp) > 0 ? giveUp : closed.pause();
    }
    return closed.status().equals("rate-limited") ? pause : longest;
  }
}
