package dev.fairlead.intake.imports;

import java.io.IOException;

/** A file that cannot be imported; the message is for the admin who sent it. */
public class UnreadableFile extends IOException {
  private static final long serialVersionUID = 1;

  private final String code;

  /**
   * Refuses a file.
   *
   * @param code stable, e.g. {@code import.charset}
   */
  public UnreadableFile(String code, String detail) {
    super(detail);
    this.code = code;
  }

  /** The stable code. */
  public String code() {
    return code;
  }
}
