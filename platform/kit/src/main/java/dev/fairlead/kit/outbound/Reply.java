package dev.fairlead.kit.outbound;

import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What another server answered.
 *
 * @param headers by lower-case name
 */
@SuppressWarnings("ArrayRecordComponent")
public record Reply(int status, Map<String, String> headers, byte[] body) {

  public Reply {
    headers = Map.copyOf(headers);
  }

  /** How long it wants to be left alone, by {@code Retry-After}; null when it does not say. */
  public @Nullable Duration retryAfter(Instant now) {
    String value = headers.get("retry-after");
    if (value == null) {
      return null;
    }
    try {
      return Duration.ofSeconds(Math.max(0, Long.parseLong(value.strip())));
    } catch (NumberFormatException e) {
      return until(value.strip(), now);
    }
  }

  private static @Nullable Duration until(String date, Instant now) {
    try {
      Instant at = ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      return at.isAfter(now) ? Duration.between(now, at) : Duration.ZERO;
    } catch (DateTimeParseException e) {
      return null;
    }
  }

  /** Names the status only: the rest is personal. */
  @Override
  public String toString() {
    return "HTTP " + status;
  }
}
