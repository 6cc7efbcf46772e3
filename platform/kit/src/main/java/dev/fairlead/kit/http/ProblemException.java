package dev.fairlead.kit.http;

import java.util.List;
import java.util.Map;

/** Ends a request with a problem document. For refusals that are no values of the domain. */
public class ProblemException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final transient Problem problem;
  private final transient Map<String, String> headers;

  /** Ends the request with this problem. */
  public ProblemException(Problem problem) {
    this(problem, Map.of());
  }

  /** Ends the request with this problem and these response headers. */
  public ProblemException(Problem problem, Map<String, String> headers) {
    super(problem.code(), null, false, false);
    this.problem = problem;
    this.headers = headers;
  }

  /** 404: there is no such thing. */
  public static ProblemException notFound(String code, String what) {
    return new ProblemException(Problem.of(404, code, "there is no " + what));
  }

  /** 403: not for this caller. */
  public static ProblemException forbidden(String code, String detail) {
    return new ProblemException(Problem.of(403, code, detail));
  }

  /** 409: the state has moved on. */
  public static ProblemException conflict(String code, String detail) {
    return new ProblemException(Problem.of(409, code, detail));
  }

  /** 422: understood, and not acceptable at these places. */
  public static ProblemException invalid(String code, List<Problem.Violation> errors) {
    return new ProblemException(
        Problem.of(422, code, errors.isEmpty() ? null : errors.getFirst().detail(), errors));
  }

  /** 422: understood, and not acceptable at this place. */
  public static ProblemException invalid(String code, String pointer, String detail) {
    return invalid(code, List.of(new Problem.Violation(pointer, detail)));
  }

  /** 503 with Retry-After: not now. */
  public static ProblemException later(String code, String detail, int seconds) {
    return new ProblemException(
        Problem.of(503, code, detail), Map.of("Retry-After", Integer.toString(seconds)));
  }

  /** The document to answer with. */
  public Problem problem() {
    return problem;
  }

  /** Response headers to answer with. */
  public Map<String, String> headers() {
    return headers;
  }
}
