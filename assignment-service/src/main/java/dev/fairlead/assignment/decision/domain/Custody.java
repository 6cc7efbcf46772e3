package dev.fairlead.assignment.decision.domain;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who holds a lead as far as assignment has heard from the ledger, and how far assignment itself is
 * with it.
 *
 * @param owner the present owner
 * @param lastOwner the last one there was
 * @param holder in whose count of open leads it stands: the owner's, or whoever it is proposed for
 * @param decisionId the latest decision on it
 * @param waiting why it waits, while it does
 * @param correlationId of the submission it came from
 */
public record Custody(
    String leadId,
    State state,
    long epoch,
    @Nullable String owner,
    @Nullable String lastOwner,
    @Nullable String holder,
    @Nullable String stage,
    Phase phase,
    @Nullable String decisionId,
    @Nullable Waiting waiting,
    @Nullable String correlationId) {

  /** Who holds a lead. */
  public enum State {
    ASSIGNING,
    OWNED,
    POOLED,
    CLOSED
  }

  /** How far assignment is. */
  public enum Phase {
    /** Nothing is under way. */
    IDLE,
    /** A proposal is on its way to the ledger. */
    PROPOSED,
    /** Nobody fits, it waits. */
    HELD
  }

  /**
   * Why a lead waits.
   *
   * @param since when it began to wait for anything
   * @param retryAt when it is looked at again, at the latest
   */
  public record Waiting(
      String reason, Set<String> gates, Instant since, @Nullable Instant retryAt) {}

  /** A lead nobody has told about yet. */
  public static Custody unknown(String leadId) {
    return new Custody(
        leadId, State.ASSIGNING, 0, null, null, null, null, Phase.IDLE, null, null, null);
  }

  /** Whether a fact of that epoch is over already. */
  public boolean isPast(long factEpoch) {
    return factEpoch <= epoch;
  }

  /** Whether it is assignment's turn and nothing is under way. */
  public boolean awaitsDecision() {
    return state == State.ASSIGNING && phase == Phase.IDLE;
  }

  /** The ledger: a rep owns it. */
  public Custody owned(long newEpoch, String rep) {
    return moved(State.OWNED, newEpoch, rep, stage);
  }

  /** The ledger: it went to a pool. */
  public Custody pooled(long newEpoch) {
    return moved(State.POOLED, newEpoch, null, stage);
  }

  /** The ledger: it came back to be assigned, perhaps for another stage. */
  public Custody assigning(long newEpoch, @Nullable String newStage) {
    return moved(State.ASSIGNING, newEpoch, null, newStage == null ? stage : newStage);
  }

  /** The ledger: it is done. */
  public Custody closed(long newEpoch) {
    return moved(State.CLOSED, newEpoch, null, stage);
  }

  private Custody moved(
      State newState, long newEpoch, @Nullable String rep, @Nullable String newStage) {
    return new Custody(
        leadId,
        newState,
        newEpoch,
        rep,
        rep == null ? lastOwner : rep,
        rep,
        newStage,
        Phase.IDLE,
        decisionId,
        null,
        correlationId);
  }

  /** The ledger did not take the proposal; it is open again. */
  public Custody refused() {
    return with(null, Phase.IDLE, decisionId, null);
  }

  /** A rep, or for null a pool, is proposed to the ledger. */
  public Custody proposed(String newDecisionId, @Nullable String rep) {
    return with(rep, Phase.PROPOSED, newDecisionId, null);
  }

  /** Nobody fits. */
  public Custody held(@Nullable String newDecisionId, Waiting reason) {
    return with(null, Phase.HELD, newDecisionId, reason);
  }

  /** It is to be decided for another stage from now on. */
  public Custody inStage(String newStage) {
    return new Custody(
        leadId,
        state,
        epoch,
        owner,
        lastOwner,
        holder,
        newStage,
        phase,
        decisionId,
        waiting,
        correlationId);
  }

  /** The submission it came from. */
  public Custody of(String correlation) {
    return new Custody(
        leadId,
        state,
        epoch,
        owner,
        lastOwner,
        holder,
        stage,
        phase,
        decisionId,
        waiting,
        correlation);
  }

  private Custody with(
      @Nullable String newHolder,
      Phase newPhase,
      @Nullable String newDecisionId,
      @Nullable Waiting newWaiting) {
    return new Custody(
        leadId,
        state,
        epoch,
        owner,
        lastOwner,
        newHolder,
        stage,
        newPhase,
        newDecisionId,
        newWaiting,
        correlationId);
  }
}
