package dev.fairlead.kit.event;

import java.util.Locale;

/** How a message ended. Every message ends in exactly one of these, and each is counted. */
public enum Ending {
  /** Its effect is in our database. */
  APPLIED,
  /** We had it already. */
  DUPLICATE,
  /** It speaks of an epoch that is over. */
  STALE,
  /** Nothing here is interested in it. */
  NOT_FOR_US,
  /** It could not be applied and waits among the dead letters. */
  DEAD;

  /** Value of the metrics tag. */
  public String tag() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
