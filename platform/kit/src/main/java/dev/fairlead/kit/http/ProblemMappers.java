package dev.fairlead.kit.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import dev.fairlead.kit.sql.Failures;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jspecify.annotations.Nullable;

/** Turns whatever ends a request into a problem document with a stable code. */
public class ProblemMappers {

  private static final Logger LOG = Logger.getLogger(ProblemMappers.class);

  /** What PostgreSQL says of a NUL in a text (SQLSTATE, character not in repertoire). */
  private static final String NO_CHARACTER = "22021";

  @ServerExceptionMapper
  Response problem(ProblemException e, HttpServerRequest request) {
    return answer(e.problem(), e.headers(), request);
  }

  @ServerExceptionMapper
  Response unauthorized(UnauthorizedException e, HttpServerRequest request) {
    return notSignedIn("a bearer token is needed", request);
  }

  @ServerExceptionMapper
  Response authenticationFailed(AuthenticationFailedException e, HttpServerRequest request) {
    return notSignedIn("the bearer token is not valid, or no longer", request);
  }

  @ServerExceptionMapper
  Response forbidden(ForbiddenException e, HttpServerRequest request) {
    return answer(
        Problem.of(403, "auth.forbidden", "your roles do not allow this"), Map.of(), request);
  }

  @ServerExceptionMapper
  Response json(JsonProcessingException e, HttpServerRequest request) {
    return answer(jsonProblem(e), Map.of(), request);
  }

  @ServerExceptionMapper
  Response mismatch(MismatchedInputException e, HttpServerRequest request) {
    return answer(jsonProblem(e), Map.of(), request);
  }

  @ServerExceptionMapper
  Response web(WebApplicationException e, HttpServerRequest request) {
    if (e.getCause() instanceof JsonProcessingException json) {
      return answer(jsonProblem(json), Map.of(), request);
    }
    if (e.getCause() instanceof ProblemException problem) {
      return answer(problem.problem(), problem.headers(), request);
    }
    int status = e.getResponse().getStatus();
    return answer(Problem.of(status, code(status, e), null), Map.of(), request);
  }

  @ServerExceptionMapper
  Response fault(Exception e, HttpServerRequest request) {
    Throwable root = e;
    for (Throwable t = e; t != null; t = t.getCause()) {
      if (t instanceof ProblemException problem) {
        return answer(problem.problem(), problem.headers(), request);
      }
      root = t;
    }
    if (NO_CHARACTER.equals(Failures.sqlState(e))) {
      return answer(
          Problem.of(400, "request.malformed", "a text has a character that is none"),
          Map.of(),
          request);
    }
    if (Failures.isPassing(e)) {
      LOG.warnf("%s %s: %s", request.method(), request.path(), Failures.describe(e));
      return answer(
          Problem.of(503, "service.unavailable", "try again in a moment"),
          Map.of("Retry-After", "2"),
          request);
    }
    LOG.errorf(
        "%s %s: %s%n%s",
        request.method(), request.path(), Failures.describe(e), trace(root.getStackTrace()));
    return answer(Problem.of(500, "service.fault", "this is our fault"), Map.of(), request);
  }

  /** What is wrong with a JSON body, without quoting it. */
  static Problem jsonProblem(JsonProcessingException e) {
    if (e instanceof JsonMappingException mapping && !mapping.getPath().isEmpty()) {
      return Problem.of(
          400,
          "request.malformed",
          "the body does not have the expected shape",
          List.of(new Problem.Violation(pointer(mapping), "not of the expected type")));
    }
    String place =
        e.getLocation() == null
            ? ""
            : " (line "
                + e.getLocation().getLineNr()
                + ", column "
                + e.getLocation().getColumnNr()
                + ")";
    return Problem.of(400, "request.malformed", "the body is not well-formed JSON" + place);
  }

  private static String pointer(JsonMappingException e) {
    StringBuilder pointer = new StringBuilder();
    for (JsonMappingException.Reference step : e.getPath()) {
      String name = step.getFieldName();
      pointer.append('/').append(name == null ? Integer.toString(step.getIndex()) : name);
    }
    return pointer.toString();
  }

  private static Response notSignedIn(String detail, HttpServerRequest request) {
    return answer(
        Problem.of(401, "auth.unauthorized", detail),
        Map.of("WWW-Authenticate", "Bearer"),
        request);
  }

  private static String code(int status, WebApplicationException e) {
    return switch (status) {
      case 400 -> "request.malformed";
      case 401 -> "auth.unauthorized";
      case 403 -> "auth.forbidden";
      case 404 -> e instanceof NotFoundException ? "request.not-found" : "request.failed";
      case 405 -> "request.method";
      case 406 -> "request.not-acceptable";
      case 413 -> "request.too-large";
      case 415 -> "request.media-type";
      default -> status >= 500 ? "service.fault" : "request.failed";
    };
  }

  private static String trace(StackTraceElement[] frames) {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < Math.min(frames.length, 15); i++) {
      lines.append("    at ").append(frames[i]).append('\n');
    }
    return lines.toString();
  }

  private static Response answer(
      Problem problem, Map<String, String> headers, @Nullable HttpServerRequest request) {
    Response.ResponseBuilder response =
        Response.status(problem.status())
            .type(Problem.MEDIA_TYPE)
            .entity(request == null ? problem : problem.at(request.path()));
    headers.forEach(response::header);
    return response.build();
  }
}
