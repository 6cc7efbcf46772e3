package dev.fairlead.intake.adapter;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.fairlead.intake.domain.Answer;
import dev.fairlead.intake.domain.Refusal;
import dev.fairlead.kit.http.Problem;
import jakarta.ws.rs.core.Response;
import java.util.HashMap;
import java.util.Map;

/** Answers and refusals of the domain as HTTP. */
final class Answers {
  private static final int RETRY_SECONDS = 5;

  private Answers() {}

  static Response of(Answer answer, Map<String, String> more) {
    Response.ResponseBuilder response = Response.status(answer.status()).entity(answer.body());
    if (answer.contentType() != null) {
      response.type(answer.contentType());
    }
    answer.headers().forEach(response::header);
    more.forEach(response::header);
    return response.build();
  }

  static Response problem(Refusal refusal, String path, Map<String, String> more) {
    Map<String, String> headers = new HashMap<>(more);
    if (refusal.reason().status() == 503) {
      headers.put("Retry-After", Integer.toString(RETRY_SECONDS));
    }
    return problem(problem(refusal), path, headers);
  }

  static Response problem(Problem problem, String path, Map<String, String> more) {
    Response.ResponseBuilder response =
        Response.status(problem.status())
            .type(Problem.MEDIA_TYPE)
            .entity(Told.of(problem.at(path)));
    more.forEach(response::header);
    return response.build();
  }

  /**
   * A problem as senders read it.
   *
   * @param message what Google Ads and others show of it
   */
  record Told(@JsonUnwrapped Problem problem, String message) {
    private static Told of(Problem problem) {
      return new Told(problem, problem.detail() == null ? problem.title() : problem.detail());
    }
  }

  static Problem problem(Refusal refusal) {
    return Problem.of(
        refusal.reason().status(),
        refusal.reason().code(),
        refusal.detail(),
        refusal.places().stream()
            .map(place -> new Problem.Violation(place.pointer(), place.detail()))
            .toList());
  }
}
