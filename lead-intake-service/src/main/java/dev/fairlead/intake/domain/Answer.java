package dev.fairlead.intake.domain;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a sender hears. */
public record Answer(
    int status, @Nullable String contentType, @Nullable String body, Map<String, String> headers) {

  public Answer {
    headers = Map.copyOf(headers);
  }

  /** A JSON document. */
  public static Answer json(int status, String body) {
    return new Answer(status, "application/json", body, Map.of());
  }

  /** A browser is sent on with GET. */
  public static Answer seeOther(String location) {
    return new Answer(303, null, null, Map.of("Location", location));
  }

  /** Nothing but headers. */
  public static Answer empty(int status, Map<String, String> headers) {
    return new Answer(status, null, null, headers);
  }
}
