package dev.fairlead.intake.imports.domain;

import java.util.Locale;

/** How far an import is. */
public enum ImportStatus {
  /** Its columns are to be looked at; it starts on command. */
  WAITING,
  QUEUED,
  RUNNING,
  FINISHED,
  CANCELLED,
  /** Its file cannot be read to the end; what was taken stays. */
  FAILED;

  /** As it is stored and shown. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The status of that text. */
  public static ImportStatus of(String text) {
    return valueOf(text.toUpperCase(Locale.ROOT));
  }

  /** Whether rows are taken, or will be without anybody's doing. */
  public boolean isUnderWay() {
    return this == QUEUED || this == RUNNING;
  }
}
