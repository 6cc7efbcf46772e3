package dev.fairlead.acceptance.check;

import java.util.List;

/**
 * An invariant that does not hold.
 *
 * @param key the lead, or what else it is about
 * @param what how it is broken; says the same as long as it is broken in the same way
 * @param events that show it
 */
record Violation(String key, String what, List<Seen> events) {

  Violation {
    events = List.copyOf(events);
  }

  static Violation of(Seen event, String what) {
    return new Violation(event.key(), what, List.of(event));
  }

  /** Whether the other one says the same of the same lead, whatever events have come since. */
  boolean sameAs(Violation other) {
    return key.equals(other.key) && what.equals(other.what);
  }
}
