package dev.fairlead.intake.adapter;

import dev.fairlead.intake.domain.Answer;
import dev.fairlead.intake.domain.Connector;
import dev.fairlead.intake.domain.ConnectorKind;
import dev.fairlead.intake.domain.RawRequest;
import dev.fairlead.intake.domain.Refusal;
import dev.fairlead.kit.http.Problem;
import dev.fairlead.kit.http.ProblemException;
import dev.fairlead.kit.sql.Failures;
import jakarta.ws.rs.core.Response;
import java.util.HashMap;
import java.util.Map;
import org.jboss.logging.Logger;

/**
 * A request of a sender that came to nothing because of us: told with its 5xx, by which senders try
 * again, and where they have them in their own words.
 */
record SenderFailure(Problem problem, Map<String, String> headers) {

  private static final Logger LOG = Logger.getLogger(SenderFailure.class);

  static SenderFailure of(Throwable failure, RawRequest raw) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof ProblemException known) {
        return new SenderFailure(known.problem(), known.headers());
      }
    }
    LOG.errorf("%s: %s", raw, Failures.describe(failure));
    return Failures.isPassing(failure)
        ? new SenderFailure(
            Problem.of(503, "service.unavailable", "try again in a moment"),
            Map.of("Retry-After", "2"))
        : new SenderFailure(Problem.of(500, "service.fault", "this is our fault"), Map.of());
  }

  /** Before its connector is known. */
  Response response(RawRequest raw) {
    return Answers.problem(problem, raw.path(), headers);
  }

  Response response(ConnectorKind kind, Connector connector, RawRequest raw) {
    Map<String, String> all = new HashMap<>(kind.headers(raw, connector));
    all.putAll(headers);
    String detail = problem.detail() == null ? problem.title() : problem.detail();
    return kind.answerTo(Refusal.of(Refusal.Reason.FAULT, detail), raw, connector)
        .map(own -> new Answer(problem.status(), own.contentType(), own.body(), own.headers()))
        .map(own -> Answers.of(own, all))
        .orElseGet(() -> Answers.problem(problem, raw.path(), all));
  }
}
