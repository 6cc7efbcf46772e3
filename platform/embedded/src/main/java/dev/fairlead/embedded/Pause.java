package dev.fairlead.embedded;

import java.time.Duration;

/** Waiting between two looks at something that cannot tell by itself when it is done. */
final class Pause {

  private Pause() {}

  static void of(Duration duration) {
    try {
      Thread.sleep(duration);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Trouble("Interrupted.", e);
    }
  }
}
