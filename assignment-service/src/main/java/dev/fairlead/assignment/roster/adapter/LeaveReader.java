package dev.fairlead.assignment.roster.adapter;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.assignment.roster.domain.Leave;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads leave: {@code [{from, to}]}, each a date ({@code to} inclusive), a local date and time on
 * the rep's own clock, or an instant; and the buffers around it, in which he takes no leads either.
 */
final class LeaveReader {

  static final String LEAVE = "leave";
  static final String BUFFER = "leaveBuffer";

  private LeaveReader() {}

  /** The leaves of a rep's document, buffers included. */
  static List<Leave> read(JsonNode document, ZoneId zone) {
    Duration before = buffer(document, "before");
    Duration after = buffer(document, "after");
    List<Leave> leaves = new ArrayList<>();
    for (JsonNode leave : document.path(LEAVE)) {
      Leave time = leave(leave, zone);
      leaves.add(new Leave(time.from().minus(before), time.to().plus(after)));
    }
    return List.copyOf(leaves);
  }

  private static Duration buffer(JsonNode document, String side) {
    String text = document.path(BUFFER).path(side).asText("");
    return text.isEmpty() ? Duration.ZERO : Duration.parse(text);
  }

  private static Leave leave(JsonNode sent, ZoneId zone) {
    return new Leave(
        instant(sent.path("from").asText(""), zone, 0),
        instant(sent.path("to").asText(""), zone, 1));
  }

  private static Instant instant(String text, ZoneId zone, int days) {
    if (text.length() == 10) {
      return LocalDate.parse(text).plusDays(days).atStartOfDay(zone).toInstant();
    }
    boolean local =
        text.indexOf('Z') < 0 && text.lastIndexOf('+') < 0 && text.lastIndexOf('-') < 11;
    return local
        ? LocalDateTime.parse(text).atZone(zone).toInstant()
        : OffsetDateTime.parse(text).toInstant();
  }

  /** Says what is wrong with leave as it was sent. */
  static void check(JsonNode sent, ZoneId zone, Checks checks) {
    JsonNode leaves = sent.path(LEAVE);
    checks.that(
        leaves.isMissingNode() || leaves.isNull() || leaves.isArray(), "/leave", "must be a list");
    for (int i = 0; i < leaves.size(); i++) {
      checks.that(
          isLeave(leaves.get(i), zone), "/leave/" + i, "must be {from, to}, from before to");
    }
    for (String side : List.of("before", "after")) {
      checks.that(
          isBuffer(sent.path(BUFFER).path(side).asText("")),
          "/leaveBuffer/" + side,
          "must be an ISO-8601 duration");
    }
  }

  private static boolean isLeave(JsonNode sent, ZoneId zone) {
    try {
      Leave leave = leave(sent, zone);
      return leave.from().isBefore(leave.to());
    } catch (DateTimeException e) {
      return false;
    }
  }

  private static boolean isBuffer(String text) {
    try {
      return text.isEmpty() || !Duration.parse(text).isNegative();
    } catch (DateTimeException e) {
      return false;
    }
  }
}
