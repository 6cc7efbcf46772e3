package dev.fairlead.events;

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
      Terms terms)
      implements AssignmentEvent {}

  /** Proposal: nobody fits and the rule says pool. */
  record Pooled(String leadId, long epoch, String pool, String decisionId, String reason)
      implements AssignmentEvent {}

  /** Nobody fits and the lead waits with assignment. Not a proposal: custody does not change. */
  record Held(String leadId, long epoch, String reason, String decisionId)
      implements AssignmentEvent {}
}
