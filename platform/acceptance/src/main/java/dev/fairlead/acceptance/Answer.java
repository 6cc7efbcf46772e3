package dev.fairlead.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpHeaders;

/**
 * An answer over HTTP.
 *
 * @param body a missing node when it was not JSON
 */
public record Answer(int status, HttpHeaders headers, JsonNode body) {

  /**
   * This answer, when it is a success.
   *
   * @throws AssertionError with the whole answer when it is not
   */
  public Answer ok() {
    return status >= 200 && status < 300 ? this : unexpected("a success");
  }

  /**
   * This answer, when it has this status.
   *
   * @throws AssertionError with the whole answer when it has not
   */
  public Answer expect(int wanted) {
    return status == wanted ? this : unexpected(Integer.toString(wanted));
  }

  /** A field of the body as text; empty when it is not there. */
  public String text(String field) {
    return body.path(field).asText("");
  }

  @Override
  public String toString() {
    return status + " " + body;
  }

  private Answer unexpected(String wanted) {
    throw new AssertionError("expected " + wanted + ", got " + this);
  }
}
