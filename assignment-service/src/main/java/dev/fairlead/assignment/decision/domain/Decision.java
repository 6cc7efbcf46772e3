package dev.fairlead.assignment.decision.domain;

import dev.fairlead.assignment.policy.domain.Rule.Protect;
import dev.fairlead.assignment.roster.domain.Rep;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What was decided on a lead, and its whole trace.
 *
 * @param policyVersion 0 when there was none
 * @param ruleId the rule that decided; null when none did
 * @param cause {@code assigned}, {@code existing-owner}, {@code handed-off}, {@code manual} or
 *     {@code admin}
 * @param rules every rule that was asked, in order
 * @param candidates every rep who was considered
 * @param helpers who comes along to help
 */
public record Decision(
    String id,
    String leadId,
    long epoch,
    int policyVersion,
    long rosterVersion,
    @Nullable String ruleId,
    Outcome outcome,
    String cause,
    Instant at,
    long seed,
    Sentence sentence,
    List<RuleAsked> rules,
    List<Candidate> candidates,
    List<Helper> helpers) {

  /** Without an active policy every lead waits for one. */
  public static Decision withoutPolicy(Question question, long rosterVersion) {
    return new Decision(
        question.decisionId(),
        question.leadId(),
        question.epoch(),
        0,
        rosterVersion,
        null,
        new Outcome.Held("no-policy", Set.of(), null),
        "assigned",
        question.now(),
        question.seed(),
        Wording.noPolicy(),
        List.of(),
        List.of(),
        List.of());
  }

  /** A decision that a person made. */
  public static Decision byHand(
      Question question,
      int policyVersion,
      long rosterVersion,
      Rep rep,
      Protect terms,
      String cause,
      String operator) {
    String team = rep.teams().isEmpty() ? null : rep.teams().getFirst();
    return new Decision(
        question.decisionId(),
        question.leadId(),
        question.epoch(),
        policyVersion,
        rosterVersion,
        null,
        new Outcome.Assigned(rep.id(), team, terms),
        cause,
        question.now(),
        question.seed(),
        Wording.byHand(rep, operator),
        List.of(),
        List.of(),
        List.of());
  }

  /** What becomes of the lead. */
  public sealed interface Outcome {
    /** A rep gets it. */
    record Assigned(String repId, @Nullable String teamId, Protect terms) implements Outcome {}

    /** A pool gets it. */
    record Pooled(String pool, String reason) implements Outcome {}

    /**
     * It waits.
     *
     * @param gates all that stands in the way
     * @param retryAt when that may be over by itself; null when something has to happen first
     */
    record Held(String reason, Set<String> gates, @Nullable Instant retryAt) implements Outcome {}
  }

  /**
   * Somebody who helps.
   *
   * @param access {@code read} or {@code write}
   */
  public record Helper(String repId, String access) {}

  /** The decision in one sentence for people. */
  public record Sentence(String zh, String en) {}

  /**
   * A rule that was asked.
   *
   * @param error why its condition could not be told; then it did not match
   */
  public record RuleAsked(String ruleId, boolean matched, @Nullable String error) {}

  /**
   * A rep who was considered.
   *
   * @param gate what removed him; null when he could have had the lead
   * @param numbers what he was measured by
   */
  public record Candidate(
      String repId,
      String ruleId,
      @Nullable String teamId,
      @Nullable String gate,
      Map<String, Double> numbers) {}
}
