package dev.fairlead.notification.domain;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Optional;

/** From and to as {@code HH:mm} on the person's clock; may go over midnight. */
public record QuietHours(String from, String to) {

  /** When they end, if they hold at that moment; empty otherwise, and when they are no times. */
  public Optional<Instant> endAfter(Instant at, ZoneId zone) {
    Optional<LocalTime> begin = time(from);
    Optional<LocalTime> end = time(to);
    if (begin.isEmpty() || end.isEmpty() || begin.get().equals(end.get())) {
      return Optional.empty();
    }
    ZonedDateTime local = at.atZone(zone);
    LocalTime now = local.toLocalTime();
    boolean overnight = begin.get().isAfter(end.get());
    boolean late = !now.isBefore(begin.get());
    boolean early = now.isBefore(end.get());
    if (overnight ? !late && !early : !late || !early) {
      return Optional.empty();
    }
    ZonedDateTime over = local.with(end.get());
    return Optional.of((overnight && late ? over.plusDays(1) : over).toInstant());
  }

  static Optional<LocalTime> time(@org.jspecify.annotations.Nullable String text) {
    try {
      return Optional.of(LocalTime.parse(text == null ? "" : text));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
