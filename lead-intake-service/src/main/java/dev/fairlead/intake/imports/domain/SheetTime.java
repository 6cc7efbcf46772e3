package dev.fairlead.intake.imports.domain;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Times as spreadsheets have them. */
final class SheetTime {

  private static final List<DateTimeFormatter> FORMS =
      List.of(
          form("y-M-d['T'][' ']H:m[:s]"),
          form("y/M/d H:m[:s]"),
          form("y.M.d H:m[:s]"),
          form("y年M月d日[' ']H:m[:s]"),
          form("d.M.y H:m[:s]"));
  private static final List<DateTimeFormatter> DAYS =
      List.of(form("y-M-d"), form("y/M/d"), form("y.M.d"), form("y年M月d日"), form("d.M.y"));

  private SheetTime() {}

  private static DateTimeFormatter form(String pattern) {
    return DateTimeFormatter.ofPattern(pattern, Locale.ROOT);
  }

  /** The time in ISO-8601 with its offset; as it was when it cannot be read. */
  static String iso(String text, ZoneId zone) {
    for (DateTimeFormatter form : FORMS) {
      LocalDateTime time = time(text, form);
      if (time != null) {
        return OffsetDateTime.from(time.atZone(zone)).toString();
      }
    }
    for (DateTimeFormatter form : DAYS) {
      try {
        return OffsetDateTime.from(LocalDate.parse(text, form).atStartOfDay(zone)).toString();
      } catch (DateTimeParseException e) {
        // the next form
      }
    }
    return text;
  }

  private static @Nullable LocalDateTime time(String text, DateTimeFormatter form) {
    try {
      return LocalDateTime.parse(text, form);
    } catch (DateTimeParseException e) {
      return null;
    }
  }
}
