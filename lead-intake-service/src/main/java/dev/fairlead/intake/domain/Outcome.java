package dev.fairlead.intake.domain;

import java.util.Locale;
import java.util.UUID;

/** What became of one lead of a submission. */
public record Outcome(UUID leadId, Kind kind) {

  /** New, attached to an open lead, or known already. */
  public enum Kind {
    CREATED,
    ATTACHED,
    DUPLICATE;

    /** As it is stored and answered. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** The kind of that text. */
    public static Kind of(String text) {
      return valueOf(text.toUpperCase(Locale.ROOT));
    }
  }
}
