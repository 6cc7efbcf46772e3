package dev.fairlead.pool.adapter;

import dev.fairlead.kit.ServiceName;
import dev.fairlead.kit.command.Commands;
import dev.fairlead.kit.http.Problem;
import dev.fairlead.kit.http.ProblemException;
import dev.fairlead.pool.Outcome;
import dev.fairlead.pool.domain.ClaimRefusal;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Claims in HTTP. 403 for what the rep himself may not do, 409 for what time or other people
 * change. Counted in {@code fairlead.pool.claims}, by outcome.
 */
@ApplicationScoped
class ClaimAnswers {

  private static final int OK = 200;
  private static final int ACCEPTED = 202;
  private static final int LATER = 503;

  private final MeterRegistry registry;
  private final String metric;

  ClaimAnswers(MeterRegistry registry, ServiceName service) {
    this.registry = registry;
    this.metric = service.metric("claims");
  }

  /** The answer to one claim; a refusal ends the request with its problem. */
  Commands.Answer single(Outcome outcome) {
    count(outcome);
    return switch (outcome) {
      case Outcome.Taken o -> Commands.Answer.ok(new Claimed(o.leadId(), o.epoch(), o.claimId()));
      case Outcome.Entered o -> new Commands.Answer(ACCEPTED, entry(o));
      case Outcome.Refused o -> throw new ProblemException(problem(o.refusal()));
      case Outcome.Impossible o -> throw impossible(o);
    };
  }

  /** The answer to many claims in one request, an item each. */
  Commands.Answer many(List<Outcome> outcomes) {
    return Commands.Answer.ok(new Answers(outcomes.stream().map(this::item).toList()));
  }

  private Item item(Outcome outcome) {
    count(outcome);
    return switch (outcome) {
      case Outcome.Taken o -> new Item(o.leadId(), OK, o.epoch(), o.claimId(), null, null);
      case Outcome.Entered o ->
          new Item(o.leadId(), ACCEPTED, o.epoch(), o.claimId(), entry(o), null);
      case Outcome.Refused o ->
          new Item(o.leadId(), status(o.refusal()), null, null, null, problem(o.refusal()));
      case Outcome.Impossible o -> throw impossible(o);
    };
  }

  private void count(Outcome outcome) {
    String what =
        switch (outcome) {
          case Outcome.Taken o -> "claimed";
          case Outcome.Entered o -> "entered";
          case Outcome.Refused o -> o.refusal().code();
          case Outcome.Impossible o -> o.problem().code();
        };
    registry.counter(metric, "outcome", what).increment();
  }

  private static Entry entry(Outcome.Entered o) {
    return new Entry(
        o.leadId(),
        o.epoch(),
        o.claimId(),
        o.drawAt(),
        o.draw().code(),
        o.seedHash(),
        o.position());
  }

  private static ProblemException impossible(Outcome.Impossible o) {
    return new ProblemException(
        o.problem(),
        o.problem().status() == LATER
            ? Map.of("Retry-After", Integer.toString(o.retryAfterSeconds()))
            : Map.of());
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

  /**
   * A claim that was taken; the ledger has the last word.
   *
   * @param claimId asks for its result
   */
  record Claimed(String leadId, long epoch, UUID claimId) {}

  /**
   * A claim that takes part in a draw.
   *
   * @param drawAt when it is held; the result can be asked for from then on
   * @param draw its rule
   * @param seedHash SHA-256 of the seed, which is published after the draw
   */
  record Entry(
      String leadId,
      long epoch,
      UUID claimId,
      Instant drawAt,
      String draw,
      String seedHash,
      int position) {}

  /** One claim of many. */
  record Item(
      String leadId,
      int status,
      @Nullable Long epoch,
      @Nullable UUID claimId,
      @Nullable Entry entry,
      @Nullable Problem problem) {}

  /** What became of each. */
  record Answers(List<Item> items) {}
}
