package dev.fairlead.ownership.adapter;

import dev.fairlead.kit.http.Problem;
import dev.fairlead.kit.http.ProblemException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Collects what is wrong with a body, so that the caller learns all of it at once. */
public final class Checks {

  /** Longest reason or note. */
  public static final int LONGEST = 4000;

  private final List<Problem.Violation> found = new ArrayList<>();

  /** A text that is needed. */
  public String text(String pointer, @Nullable String value) {
    that(value != null && !value.isBlank(), pointer, "is needed");
    words(pointer, value);
    return value == null ? "" : value.strip();
  }

  /** A text that is needed and no longer than so many characters. */
  public String text(String pointer, @Nullable String value, int longest) {
    that(value == null || value.length() <= longest, pointer, "at most " + longest);
    return text(pointer, value);
  }

  /** Texts that are needed, so many at most; none when absent. */
  public List<String> texts(String pointer, @Nullable List<@Nullable String> values, int most) {
    if (values == null) {
      return List.of();
    }
    that(values.size() <= most, pointer, "at most " + most);
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      texts.add(text(pointer + '/' + i, values.get(i)));
    }
    return texts;
  }

  /** A text that may be missing. */
  public void words(String pointer, @Nullable String value) {
    that(value == null || value.length() <= LONGEST, pointer, "at most " + LONGEST + " characters");
    that(value == null || value.indexOf('\0') < 0, pointer, "has a character that is none");
  }

  /** One of some words. */
  public String oneOf(String pointer, @Nullable String value, Set<String> allowed) {
    that(
        value != null && allowed.contains(value),
        pointer,
        "one of " + String.join(", ", allowed.stream().sorted().toList()));
    return value == null ? "" : value;
  }

  /** An instant, in milliseconds, or a date, which means the end of that day in UTC. */
  public @Nullable Instant instant(String pointer, @Nullable String value) {
    if (value == null) {
      return null;
    }
    try {
      return value.length() == "2026-01-01".length()
          ? LocalDate.parse(value).plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant()
          : Instant.parse(value).truncatedTo(ChronoUnit.MILLIS);
    } catch (DateTimeException e) {
      that(false, pointer, "an ISO-8601 instant or date is needed");
      return null;
    }
  }

  /** An instant, in milliseconds, or a date, which means its beginning in the zone. */
  public @Nullable Instant begin(String pointer, @Nullable String value, ZoneId zone) {
    if (value == null) {
      return null;
    }
    try {
      ZonedDateTime at =
          value.length() == "2026-01-01".length()
              ? LocalDate.parse(value).atStartOfDay(zone)
              : OffsetDateTime.parse(value).toZonedDateTime();
      boolean ours = at.getYear() >= 1970 && at.getYear() <= 9999;
      that(ours, pointer, "a year from 1970 to 9999");
      return ours ? at.toInstant().truncatedTo(ChronoUnit.MILLIS) : null;
    } catch (DateTimeException e) {
      that(false, pointer, "an ISO-8601 instant or date is needed");
      return null;
    }
  }

  /** Something that must be so. */
  public void that(boolean good, String pointer, String otherwise) {
    if (!good) {
      found.add(new Problem.Violation(pointer, otherwise));
    }
  }

  /** Ends the request with 422 when something was wrong. */
  public void done() {
    if (!found.isEmpty()) {
      throw ProblemException.invalid("request.invalid", found);
    }
  }
}
