package dev.fairlead.intake.fetch;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What a platform's answer means for us. */
public sealed interface Verdict {

  /** It is what we asked for. */
  record Given() implements Verdict {}

  /** There is no such lead, or not for us, and there will not be. */
  record Gone(String code) implements Verdict {}

  /** This time it did not work. */
  record Passing(String code) implements Verdict {}

  /**
   * It answers nothing that is asked for this connector, for a while.
   *
   * @param status {@code token-invalid}, {@code forbidden} or {@code rate-limited}
   * @param code the platform's own, for people
   * @param pause how long the platform wants to be left alone; null when it does not say
   */
  record Closed(String status, String code, @Nullable Duration pause) implements Verdict {}

  /** The token is not set, not valid, or no longer. */
  static Verdict tokenInvalid(String code) {
    return new Closed("token-invalid", code, null);
  }

  /** The token is valid and does not allow this. */
  static Verdict forbidden(String code) {
    return new Closed("forbidden", code, null);
  }

  /** We asked too often. */
  static Verdict rateLimited(String code, @Nullable Duration pause) {
    return new Closed("rate-limited", code, pause);
  }
}
