package dev.fairlead.assignment.decision.adapter;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.fairlead.assignment.decision.domain.Decision;
import dev.fairlead.assignment.decision.domain.Decision.Candidate;
import dev.fairlead.assignment.decision.domain.Decision.Helper;
import dev.fairlead.assignment.decision.domain.Decision.Outcome;
import dev.fairlead.assignment.decision.domain.Decision.RuleAsked;
import dev.fairlead.assignment.decision.domain.Decision.Sentence;
import dev.fairlead.assignment.policy.domain.Rule.Protect;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A decision as it is shown and kept.
 *
 * @param inputs what it was made from; kept always, shown with a single decision
 * @param operator who decided, when a person did
 * @param note the person's reason
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DecisionBody(
    String id,
    String leadId,
    long epoch,
    int policyVersion,
    long rosterVersion,
    @Nullable String ruleId,
    String outcome,
    String cause,
    @Nullable String repId,
    @Nullable String teamId,
    @Nullable String pool,
    @Nullable String reason,
    @Nullable Instant retryAt,
    @Nullable Protect terms,
    Instant at,
    long seed,
    Sentence sentence,
    List<RuleAsked> rules,
    List<Candidate> candidates,
    List<Helper> helpers,
    @Nullable String operator,
    @Nullable String note,
    @Nullable Inputs inputs) {

  public DecisionBody {
    helpers = helpers == null ? List.of() : helpers;
  }

  /** A decision by the rules. */
  public static DecisionBody of(Decision decision, @Nullable Inputs inputs) {
    return of(decision, inputs, null, null);
  }

  /** A decision that a person made. */
  public static DecisionBody of(
      Decision d, @Nullable Inputs inputs, @Nullable String operator, @Nullable String note) {
    return switch (d.outcome()) {
      case Outcome.Assigned(String rep, String team, Protect terms) ->
          body(d, "assigned", rep, team, null, null, null, terms, operator, note, inputs);
      case Outcome.Pooled(String pool, String reason) ->
          body(d, "pooled", null, null, pool, reason, null, null, operator, note, inputs);
      case Outcome.Held held ->
          body(
              d,
              "held",
              null,
              null,
              null,
              held.reason(),
              held.retryAt(),
              null,
              operator,
              note,
              inputs);
    };
  }

  private static DecisionBody body(
      Decision d,
      String outcome,
      @Nullable String rep,
      @Nullable String team,
      @Nullable String pool,
      @Nullable String reason,
      @Nullable Instant retryAt,
      @Nullable Protect terms,
      @Nullable String operator,
      @Nullable String note,
      @Nullable Inputs inputs) {
    return new DecisionBody(
        d.id(),
        d.leadId(),
        d.epoch(),
        d.policyVersion(),
        d.rosterVersion(),
        d.ruleId(),
        outcome,
        d.cause(),
        rep,
        team,
        pool,
        reason,
        retryAt,
        terms,
        d.at(),
        d.seed(),
        d.sentence(),
        d.rules(),
        d.candidates(),
        d.helpers(),
        operator,
        note,
        inputs);
  }

  /** The same without what it was made from. */
  public DecisionBody withoutInputs() {
    return new DecisionBody(
        id,
        leadId,
        epoch,
        policyVersion,
        rosterVersion,
        ruleId,
        outcome,
        cause,
        repId,
        teamId,
        pool,
        reason,
        retryAt,
        terms,
        at,
        seed,
        sentence,
        rules,
        candidates,
        helpers,
        operator,
        note,
        null);
  }

  /** Whether a person decided, so that there is nothing to work out again. */
  public boolean byHand() {
    return operator != null;
  }
}
