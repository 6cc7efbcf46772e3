package dev.fairlead.acceptance.check;

import java.time.Instant;
import java.time.format.DateTimeParseException;

/** Compares instants as they stand in events. */
final class Times {

  private Times() {}

  /** Whether one is later than the other; not when either is no instant. */
  static boolean isAfter(String one, String other) {
    try {
      return Instant.parse(one).isAfter(Instant.parse(other));
    } catch (DateTimeParseException e) {
      return false;
    }
  }
}
