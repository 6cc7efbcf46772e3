package dev.fairlead.pool.adapter;

import dev.fairlead.kit.ServiceName;
import dev.fairlead.kit.command.Commands;
import dev.fairlead.kit.http.Problem;
import dev.fairlead.kit.http.ProblemException;
import dev.fairlead.pool.ClaimLeads.Outcome;
import dev.fairlead.pool.domain.ClaimRefusal;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/**
 * Claims in HTTP. 403 for what the rep himself may not do, 409 for what time or other people
 * change. Counted in {@code fairlead.pool.claims}, by outcome.
 */
@ApplicationScoped
class ClaimAnswers {

  private static final int OK = 200;

  private final MeterRegistry registry;
  private final String metric;

  ClaimAnswers(MeterRegistry registry, ServiceName service) {
    this.registry = registry;
    this.metric = service.metric("claims");
  }

  /** The answer to one claim; a refusal ends the request with its problem. */
  Commands.Answer single(Outcome outcome) {
    count(outcome);
    ClaimRefusal refusal = outcome.refusal();
    if (refusal != null) {
      throw new ProblemException(problem(refusal));
    }
    return Commands.Answer.ok(new Claimed(outcome.leadId(), outcome.epoch()));
  }

  /** One item of the answer to many. */
  Item item(Outcome outcome) {
    count(outcome);
    ClaimRefusal refusal = outcome.refusal();
    return refusal == null
        ? new Item(outcome.leadId(), OK, outcome.epoch(), null)
        : new Item(outcome.leadId(), status(refusal), null, problem(refusal));
  }

  private void count(Outcome outcome) {
    ClaimRefusal refusal = outcome.refusal();
    registry.counter(metric, "outcome", refusal == null ? "claimed" : refusal.code()).increment();
  }

  private static Problem problem(ClaimRefusal refusal) {
    return Problem.of(status(refusal), refusal.code(), refusal.detail());
  }

  private static int status(ClaimRefusal refusal) {
    return switch (refusal) {
      case NOT_MEMBER, ASSIGN_ONLY, PREVIOUS_OWNER, SUSPENDED -> 403;
      case GONE, COOL_OFF, DAILY_LIMIT, INTERVAL, POOL_CAP, GLOBAL_CAP -> 409;
    };
  }

  /** A claim that was taken; the ledger has the last word. */
  record Claimed(String leadId, long epoch) {}

  /** One claim of many. */
  record Item(String leadId, int status, @Nullable Long epoch, @Nullable Problem problem) {}
}
