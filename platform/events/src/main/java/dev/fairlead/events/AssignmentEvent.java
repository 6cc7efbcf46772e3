package dev.fairlead.events;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Decisions of assignment-service, on {@link Topic#ASSIGNMENT}. */
public sealed interface AssignmentEvent extends Event {

  /** Id of the lead that was decided on. */
  String leadId();

  /** The custody epoch the decision acted on. */
  long epoch();

  /** Id of the recorded decision with its whole trace. */
  String decisionId();

  @Override
  default String key() {
    return leadId();
  }

  /**
   * Proposal: give the lead to a rep.
   *
   * @param cause {@code assigned}, {@code manual}, {@code existing-owner}, {@code handed-off}; or
   *     {@code admin}, which on an owned lead asks for a transfer
   * @param helpers who is to help; absent for nobody
   */
  record Assigned(
      String leadId,
      long epoch,
      String repId,
      @Nullable String teamId,
      String decisionId,
      int policyVersion,
      @Nullable String ruleId,
      String cause,
      Terms terms,
      @Nullable List<Helper> helpers)
      implements AssignmentEvent {

    /** An assignment to a rep alone. */
    public Assigned(
        String leadId,
        long epoch,
        String repId,
        @Nullable String teamId,
        String decisionId,
        int policyVersion,
        @Nullable String ruleId,
        String cause,
        Terms terms) {
      this(leadId, epoch, repId, teamId, decisionId, policyVersion, ruleId, cause, terms, null);
    }
  }

  /**
   * Who is to help the new owner (区域主力 + 专家支援).
   *
   * @param access {@code read} or {@code write}
   */
  record Helper(String repId, String access) {}

  /** Proposal: nobody fits and the rule says pool. */
  record Pooled(String leadId, long epoch, String pool, String decisionId, String reason)
      implements AssignmentEvent {}

  /**
   * Nobody fits and the lead waits with assignment. Not a proposal: custody does not change.
   *
   * @param since when it began to wait; absent where that is now
   * @param overdue said once more because it has waited too long; absent otherwise
   */
  record Held(
      String leadId,
      long epoch,
      String reason,
      String decisionId,
      @Nullable Instant since,
      @Nullable Boolean overdue)
      implements AssignmentEvent {

    /** A lead that begins to wait. */
    public Held(String leadId, long epoch, String reason, String decisionId) {
      this(leadId, epoch, reason, decisionId, null, null);
    }
  }
}
