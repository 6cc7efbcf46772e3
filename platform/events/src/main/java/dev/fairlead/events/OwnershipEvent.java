package dev.fairlead.events;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Facts of the ledger, on {@link Topic#OWNERSHIP}. Where a fact changes custody its {@code epoch}
 * is the epoch it made; elsewhere it is the epoch the fact happened in.
 */
public sealed interface OwnershipEvent extends Event {

  /** Id of the lead. */
  String leadId();

  @Override
  default String key() {
    return leadId();
  }

  /**
   * A rep holds the lead.
   *
   * @param cause {@code assigned}, {@code claimed}, {@code handed-off}, {@code disputed} …
   * @param acquiredAt start of the protection episode
   * @param acceptBy end of the accept window
   */
  record Granted(
      String leadId,
      long epoch,
      String owner,
      @Nullable String team,
      String cause,
      @Nullable String decisionId,
      Instant acquiredAt,
      Instant deadline,
      Instant hardEnd,
      @Nullable Instant acceptBy,
      Terms terms,
      @Nullable String ruleId,
      @Nullable String batchId)
      implements OwnershipEvent {}

  /**
   * The ledger did not apply a proposal; the proposal's id is this event's causation id.
   *
   * @param proposal what was proposed: {@code assigned}, {@code pooled}, {@code claimed} or {@code
   *     lapsed}
   * @param reason {@code stale}, {@code cap}, {@code closed} …
   * @param epoch the ledger's epoch
   * @param proposedEpoch the epoch the proposal quoted
   */
  record Refused(
      String leadId,
      String proposal,
      String reason,
      long epoch,
      long proposedEpoch,
      @Nullable String repId)
      implements OwnershipEvent {}

  /** The owner took the lead on within the accept window. */
  record Accepted(String leadId, long epoch, String owner, Instant at) implements OwnershipEvent {}

  /** The owner turned the offered lead down. */
  record Declined(String leadId, long epoch, String owner, String reason)
      implements OwnershipEvent {}

  /** Somebody worked on the lead. */
  record Activity(
      String leadId,
      long epoch,
      String repId,
      String kind,
      @Nullable String outcome,
      boolean qualifying,
      Instant at)
      implements OwnershipEvent {}

  /** The protection deadline moved. */
  record Extended(String leadId, long epoch, Instant deadline) implements OwnershipEvent {}

  /** The lead changed hands inside the organisation; the episode's hard end stays. */
  record Transferred(
      String leadId,
      long epoch,
      String from,
      String to,
      @Nullable String team,
      String cause,
      @Nullable String reason,
      Instant deadline,
      Instant hardEnd,
      @Nullable Instant acceptBy,
      Terms terms,
      @Nullable String batchId)
      implements OwnershipEvent {}

  /**
   * Nobody owns the lead any more.
   *
   * @param from the owner until now; absent when it had none
   * @param cause {@code unassigned}, {@code declined}, {@code not-accepted}, {@code recycled},
   *     {@code returned} …
   * @param to {@code pool} or {@code assignment}
   * @param pool the pool asked for, if any
   */
  record Released(
      String leadId,
      long epoch,
      @Nullable String from,
      String cause,
      String to,
      @Nullable String pool,
      @Nullable String reason,
      @Nullable String stage,
      @Nullable String batchId)
      implements OwnershipEvent {}

  /**
   * The lead is done.
   *
   * @param result {@code won}, {@code lost}, {@code invalid} or {@code merged}
   * @param mergedInto id of the lead that goes on in its place, when merged
   * @param contractUntil when the contract that was won ends
   */
  record Closed(
      String leadId,
      long epoch,
      String result,
      @Nullable String owner,
      @Nullable BigDecimal value,
      @Nullable String reason,
      @Nullable String mergedInto,
      @Nullable Instant contractUntil)
      implements OwnershipEvent {

    /** A lead closed for itself, without a contract that ends. */
    public Closed(
        String leadId,
        long epoch,
        String result,
        @Nullable String owner,
        @Nullable BigDecimal value,
        @Nullable String reason) {
      this(leadId, epoch, result, owner, value, reason, null, null);
    }
  }

  /** A helper may {@code read} or {@code write}. */
  record HelperAdded(String leadId, String repId, String access, @Nullable Instant until)
      implements OwnershipEvent {}

  /** A helper lost his access. */
  record HelperRemoved(String leadId, String repId, @Nullable String reason)
      implements OwnershipEvent {}

  /** The owner exempted the lead from recycling. */
  record Locked(String leadId, long epoch, String owner) implements OwnershipEvent {}

  /** The exemption ended. */
  record Unlocked(String leadId, long epoch, @Nullable String owner) implements OwnershipEvent {}

  /**
   * Something was agreed with the lead for an instant; until then it is exempt from recycling.
   *
   * @param at when; absent when the appointment was called off
   */
  record Appointment(String leadId, long epoch, String repId, @Nullable Instant at)
      implements OwnershipEvent {}

  /**
   * A deal came in sight, or no longer is; an open opportunity exempts from recycling.
   *
   * @param state {@code open} or {@code ended}
   * @param value what it may be worth
   */
  record Opportunity(
      String leadId, long epoch, String repId, String state, @Nullable BigDecimal value, Instant at)
      implements OwnershipEvent {}

  /** A stage is done and the lead goes to the next one. */
  record HandedOff(String leadId, long epoch, String from, String stage)
      implements OwnershipEvent {}

  /** A dispute (撞单) froze the lead. */
  record DisputeOpened(
      String leadId, String disputeId, String claimant, @Nullable String owner, Instant decideBy)
      implements OwnershipEvent {}

  /** Nobody decided a dispute in time; the lead stays frozen and its managers are to be told. */
  record DisputeOverdue(String leadId, String disputeId, Instant decideBy)
      implements OwnershipEvent {}

  /**
   * A dispute is over and freezes the lead no more: {@code uphold}, {@code transfer}, {@code split}
   * or {@code pool} when it was decided, {@code withdrawn} by the claimant, {@code moot} when
   * nobody owns the lead any more.
   */
  record DisputeDecided(
      String leadId,
      String disputeId,
      String outcome,
      @Nullable String reason,
      Map<String, Double> credit)
      implements OwnershipEvent {
    public DisputeDecided {
      credit = Lists.orEmpty(credit);
    }
  }

  /**
   * A detector found a breach of the rules.
   *
   * @param rule name of the detector's rule
   * @param against the rep who was wronged, if there is one
   * @param evidence ids of the events it was found in
   */
  record Violation(
      String leadId,
      String violationId,
      String rule,
      String repId,
      @Nullable String against,
      Instant at,
      List<String> evidence)
      implements OwnershipEvent {
    public Violation {
      evidence = Lists.orEmpty(evidence);
    }

    /** A breach that wronged nobody in particular. */
    public Violation(String leadId, String violationId, String rule, String repId, Instant at) {
      this(leadId, violationId, rule, repId, null, at, List.of());
    }
  }

  /**
   * A penalty began, or was lifted before its end.
   *
   * @param kind {@code warning}, {@code claim-suspension} or {@code lower-weight}
   * @param violationId the violation it answers, when it was imposed by rule
   */
  record Penalty(
      @Nullable String leadId,
      String penaltyId,
      String repId,
      String kind,
      @Nullable Instant until,
      @Nullable String reason,
      boolean lifted,
      @Nullable String violationId)
      implements OwnershipEvent {

    /** A penalty that a manager imposed. */
    public Penalty(
        @Nullable String leadId,
        String penaltyId,
        String repId,
        String kind,
        @Nullable Instant until,
        @Nullable String reason,
        boolean lifted) {
      this(leadId, penaltyId, repId, kind, until, reason, lifted, null);
    }

    @Override
    public String key() {
      return leadId == null ? repId : leadId;
    }
  }

  /**
   * A rep appealed against a penalty, or his appeal was decided.
   *
   * @param state {@code opened}, {@code upheld} (the penalty stands) or {@code lifted}
   */
  record PenaltyAppeal(@Nullable String leadId, String penaltyId, String repId, String state)
      implements OwnershipEvent {
    @Override
    public String key() {
      return leadId == null ? repId : leadId;
    }
  }
}
