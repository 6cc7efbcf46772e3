package dev.fairlead.ownership.adapter;

import dev.fairlead.kit.http.Problem;
import dev.fairlead.kit.http.ProblemException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Collects what is wrong with a request, so that the caller learns all of it at once. */
public final class BodyChecks {

  private final List<Problem.Violation> found = new ArrayList<>();

  /** Notes a wrong place unless the condition holds. */
  public void that(boolean holds, String pointer, String otherwise) {
    if (!holds) {
      found.add(new Problem.Violation(pointer, otherwise));
    }
  }

  /** A text that is needed, not longer than so many characters. */
  public String text(String pointer, @Nullable String value, int longest) {
    that(value != null && !value.isBlank(), pointer, "is needed");
    that(value == null || value.length() <= longest, pointer, "longer than " + longest);
    return value == null ? "" : value.strip();
  }

  /** One of some words. */
  public String oneOf(String pointer, @Nullable String value, Set<String> allowed) {
    that(
        value != null && allowed.contains(value),
        pointer,
        "one of " + String.join(", ", allowed.stream().sorted().toList()));
    return value == null ? "" : value;
  }

  /** An instant, or a date, which means its beginning in the zone; null for none. */
  public @Nullable Instant instant(String pointer, @Nullable String value, ZoneId zone) {
    if (value == null || value.isBlank()) {
      return null;
    }
    try {
      return value.length() == "2026-01-01".length()
          ? LocalDate.parse(value).atStartOfDay(zone).toInstant()
          : java.time.OffsetDateTime.parse(value).toInstant();
    } catch (DateTimeException e) {
      that(false, pointer, "an ISO-8601 instant or date is needed");
      return null;
    }
  }

  /** Short texts, none of them blank; empty for none. */
  public List<String> texts(String pointer, @Nullable List<@Nullable String> values, int most) {
    if (values == null) {
      return List.of();
    }
    that(values.size() <= most, pointer, "at most " + most);
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      texts.add(text(pointer + '/' + i, values.get(i), 2000));
    }
    return texts;
  }

  /** Ends the request with 422 when anything was wrong. */
  public void done() {
    if (!found.isEmpty()) {
      throw ProblemException.invalid("request.invalid", found);
    }
  }
}
