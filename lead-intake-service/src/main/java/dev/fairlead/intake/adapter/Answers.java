package dev.fairlead.intake.adapter;

import dev.fairlead.intake.domain.Answer;
import dev.fairlead.intake.domain.Refusal;
import dev.fairlead.kit.http.Problem;
import jakarta.ws.rs.core.Response;
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
    Response.ResponseBuilder response =
        Response.status(refusal.reason().status())
            .type(Problem.MEDIA_TYPE)
            .entity(problem(refusal).at(path));
    more.forEach(response::header);
    if (refusal.reason().status() == 503) {
      response.header("Retry-After", RETRY_SECONDS);
    }
    return response.build();
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
