package dev.fairlead.kit.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A problem document (RFC 9457), {@code application/problem+json}.
 *
 * @param code stable, e.g. {@code claim.daily-limit}; what programs should look at
 * @param errors the places in the request that are wrong, as JSON pointers
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Problem(
    String type,
    String title,
    int status,
    @Nullable String detail,
    @Nullable String instance,
    String code,
    List<Violation> errors) {

  /** Media type of the document. */
  public static final String MEDIA_TYPE = "application/problem+json";

  /** One wrong place: where, and what is wrong there. */
  public record Violation(String pointer, String detail) {}

  /** A problem with a code and words for people. */
  public static Problem of(int status, String code, @Nullable String detail) {
    return of(status, code, detail, List.of());
  }

  /** A problem that names wrong places. */
  public static Problem of(
      int status, String code, @Nullable String detail, List<Violation> errors) {
    return new Problem(
        "urn:fairlead:problem:" + code, title(status), status, detail, null, code, errors);
  }

  /** The same problem of one request. */
  public Problem at(String path) {
    return new Problem(type, title, status, detail, path, code, errors);
  }

  private static String title(int status) {
    return switch (status) {
      case 400 -> "Bad request";
      case 401 -> "Not signed in";
      case 403 -> "Not allowed";
      case 404 -> "Not found";
      case 405 -> "Method not allowed";
      case 406 -> "Not acceptable";
      case 409 -> "Conflict";
      case 410 -> "Gone";
      case 412 -> "Changed meanwhile";
      case 413 -> "Too large";
      case 415 -> "Unsupported media type";
      case 422 -> "Cannot be accepted";
      case 429 -> "Too many requests";
      case 503 -> "Not available now";
      default -> status >= 500 ? "Server fault" : "Request failed";
    };
  }
}
