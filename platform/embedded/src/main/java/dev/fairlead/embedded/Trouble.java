package dev.fairlead.embedded;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Something the person at the keyboard has to know about, in words meant for them: the message is
 * shown alone, without a stack trace.
 */
public final class Trouble extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** A trouble with its explanation. */
  public Trouble(String message) {
    super(message);
  }

  /** A trouble with its explanation and the exception behind it. */
  public Trouble(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /**
   * The short reason in an I/O exception, with its kind where the message alone says too little.
   */
  static String reason(IOException e) {
    return e.getClass().getSimpleName() + " " + e.getMessage();
  }
}
