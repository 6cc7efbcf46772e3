package dev.fairlead.intake.domain;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Points in time as senders write them: ISO-8601 with an offset (also without its colon), seconds
 * or milliseconds since 1970, or local date and time where the zone is known.
 */
public final class Times {

  private static final Pattern EPOCH = Pattern.compile("\\d{9,14}");

  /** Below this a number counts seconds, from here on milliseconds (the year 5138 in seconds). */
  private static final long FIRST_MILLIS = 100_000_000_000L;

  private static final DateTimeFormatter WITH_OFFSET =
      new DateTimeFormatterBuilder()
          .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
          .appendPattern("[XXX][XX][X]")
          .toFormatter(Locale.ROOT);

  private static final DateTimeFormatter LOCAL =
      DateTimeFormatter.ofPattern("uuuu[-][/]M[-][/]d['T'][ ]H:mm[:ss]", Locale.ROOT);

  private Times() {}

  /** The instant; null when the text is none. */
  public static @Nullable Instant parse(String text, @Nullable ZoneId zone) {
    if (EPOCH.matcher(text).matches()) {
      return ofEpoch(Long.parseLong(text));
    }
    try {
      return OffsetDateTime.parse(text.replaceFirst("^(\\S+) (\\d)", "$1T$2"), WITH_OFFSET)
          .toInstant();
    } catch (DateTimeException e) {
      return zone == null ? null : local(text, zone);
    }
  }

  private static @Nullable Instant local(String text, ZoneId zone) {
    try {
      return LocalDateTime.parse(text.replaceFirst("\\.\\d+$", ""), LOCAL).atZone(zone).toInstant();
    } catch (DateTimeException e) {
      return null;
    }
  }

  /** Of seconds or milliseconds, whichever it must be. */
  public static Instant ofEpoch(long number) {
    return number < FIRST_MILLIS ? Instant.ofEpochSecond(number) : Instant.ofEpochMilli(number);
  }

  /** A zone by its name; null for one nobody knows. */
  public static @Nullable ZoneId zone(String name) {
    try {
      return ZoneId.of(name);
    } catch (DateTimeException e) {
      return null;
    }
  }
}
