package dev.fairlead.pool.domain;

import java.util.Optional;
import java.util.stream.Stream;

/** Why an owner's time is over. */
public enum LapseReason {
  /** The accept window passed without a word. */
  NOT_ACCEPTED("not-accepted"),
  /** The protection passed without enough follow-up. */
  NO_FOLLOW_UP("no-follow-up"),
  /** The protection passed, and no deal came in sight. */
  NO_OPPORTUNITY("no-opportunity"),
  /** The deal in sight was not made. */
  NO_DEAL("no-deal"),
  /** The contract that was won ended and was not renewed. */
  NO_RENEWAL("no-renewal");

  private final String code;

  LapseReason(String code) {
    this.code = code;
  }

  /** As events and lists say it. */
  public String code() {
    return code;
  }

  /** The reason of that code; empty when there is none. */
  public static Optional<LapseReason> of(String code) {
    return Stream.of(values()).filter(reason -> reason.code.equals(code)).findFirst();
  }
}
