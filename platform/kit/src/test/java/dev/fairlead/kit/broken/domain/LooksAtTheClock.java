package dev.fairlead.kit.broken.domain;

import java.time.Instant;

/** A domain that takes the time by itself. */
public class LooksAtTheClock {
  Instant decide() {
    return Instant.now();
  }
}
