package dev.fairlead.ownership.conduct.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A penalty of a rep.
 *
 * @param kind {@code warning}, {@code claim-suspension} or {@code lower-weight}
 * @param until its end; null until it is lifted
 * @param violationId what it answers; null when a manager imposed it
 * @param liftedAt when it was taken back before its end
 */
public record Penalty(
    String id,
    String repId,
    String kind,
    @Nullable Instant until,
    String reason,
    @Nullable String leadId,
    @Nullable String violationId,
    String imposedBy,
    Instant imposedAt,
    @Nullable String liftedBy,
    @Nullable Instant liftedAt,
    @Nullable String liftReason,
    @Nullable Appeal appeal) {

  /** A penalty that begins. */
  public static Penalty imposed(
      String id,
      String repId,
      String kind,
      @Nullable Instant until,
      String reason,
      String by,
      Instant at) {
    return new Penalty(id, repId, kind, until, reason, null, null, by, at, null, null, null, null);
  }

  /** The same penalty as the answer to a violation. */
  public Penalty answering(String violation, String lead) {
    return new Penalty(
        id, repId, kind, until, reason, lead, violation, imposedBy, imposedAt, null, null, null,
        null);
  }

  /** Whether it holds now. */
  public boolean isActive(Instant now) {
    return liftedAt == null && (until == null || now.isBefore(until));
  }

  /**
   * What the rep has to say against it.
   *
   * @param state {@code opened}, {@code upheld} (the penalty stands) or {@code lifted}
   */
  public record Appeal(
      String state,
      String reason,
      Instant at,
      @Nullable String decidedBy,
      @Nullable Instant decidedAt,
      @Nullable String decisionReason) {

    /** Whether nobody has decided yet. */
    public boolean isOpen() {
      return "opened".equals(state);
    }
  }
}
