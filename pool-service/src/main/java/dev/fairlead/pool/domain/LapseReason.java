package dev.fairlead.pool.domain;

/** Why an owner's time is over. */
public enum LapseReason {
  /** The accept window passed without a word. */
  NOT_ACCEPTED("not-accepted"),
  /** The protection passed without enough follow-up. */
  NO_FOLLOW_UP("no-follow-up");

  private final String code;

  LapseReason(String code) {
    this.code = code;
  }

  /** As events and lists say it. */
  public String code() {
    return code;
  }
}
