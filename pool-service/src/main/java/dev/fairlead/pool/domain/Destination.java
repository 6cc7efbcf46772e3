package dev.fairlead.pool.domain;

/** Where a lead goes whose owner's time is over. */
public enum Destination {
  /** Into exactly one pool. */
  POOL("pool"),
  /** Back to assignment, which decides again. */
  ASSIGNMENT("assignment");

  private final String code;

  Destination(String code) {
    this.code = code;
  }

  /** As events and documents say it. */
  public String code() {
    return code;
  }
}
