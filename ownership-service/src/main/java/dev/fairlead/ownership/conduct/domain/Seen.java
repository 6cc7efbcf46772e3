package dev.fairlead.ownership.conduct.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A fact of the ledger as detectors look at it.
 *
 * @param eventId id of the event that tells of it
 * @param epoch the custody epoch it happened in or made
 * @param repId who did it: who worked, claimed or gave away; for {@link Kind#HELPER_ADDED} who may
 *     help from now on
 * @param other to whom it went; null where it went to nobody
 * @param operator who brought it about, where that may be somebody else; null when not known
 */
public record Seen(
    String eventId,
    String leadId,
    long epoch,
    Kind kind,
    String repId,
    @Nullable String other,
    @Nullable String operator,
    Instant at,
    boolean qualifying) {

  /** What detectors look at. */
  public enum Kind {
    ACTIVITY,
    CLAIMED,
    TRANSFERRED,
    /** Given back by the owner himself. */
    RETURNED,
    HELPER_ADDED
  }

  /** Whether nobody but these two had a hand in it. */
  boolean isAmong(String one, String another) {
    return operator == null || operator.equals(one) || operator.equals(another);
  }
}
