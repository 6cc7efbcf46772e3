package dev.fairlead.pool.domain;

import java.util.Optional;
import java.util.stream.Stream;

/** What a pool does when somebody whose lead it has writes again. */
public enum OnTouch {
  /** An archived lead is in circulation again; another one stays as it is. */
  RESTORE("restore"),
  /** Assignment decides on it again, archived or not. */
  ASSIGN("assign"),
  /** Nothing. */
  LEAVE("leave");

  private final String code;

  OnTouch(String code) {
    this.code = code;
  }

  /** As pool documents say it. */
  public String code() {
    return code;
  }

  /** The one of that code; empty when there is none. */
  public static Optional<OnTouch> of(String code) {
    return Stream.of(values()).filter(o -> o.code.equals(code)).findFirst();
  }
}
