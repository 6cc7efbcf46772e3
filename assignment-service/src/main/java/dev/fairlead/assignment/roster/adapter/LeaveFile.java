package dev.fairlead.assignment.roster.adapter;

import biweekly.Biweekly;
import biweekly.ICalendar;
import biweekly.component.VEvent;
import biweekly.io.TimezoneInfo;
import biweekly.util.ICalDate;
import biweekly.util.com.google.ical.compat.javautil.DateIterator;
import dev.fairlead.kit.http.Problem;
import dev.fairlead.kit.http.ProblemException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.TimeZone;
import org.jspecify.annotations.Nullable;

/**
 * Time off out of an iCalendar file. Recurring events are written out for two years; whole days
 * stay dates, so that they mean the days of the rep's own clock.
 */
final class LeaveFile {

  private static final int MOST = 1000;
  private static final Duration AHEAD = Duration.ofDays(731);

  private final ZoneId zone;
  private final Instant now;

  LeaveFile(ZoneId zone, Instant now) {
    this.zone = zone;
    this.now = now;
  }

  /**
   * One absence, as a leave is written.
   *
   * @param from a date or an instant
   * @param to likewise; a date is inclusive
   */
  record Absence(String from, String to) {}

  /**
   * The absences in a file; cancelled events and those that take no time are passed over.
   *
   * @throws ProblemException 422 {@code leave.malformed}
   */
  List<Absence> read(String text) {
    ICalendar calendar = Biweekly.parse(text).first();
    if (calendar == null) {
      throw new ProblemException(Problem.of(422, "leave.malformed", "it is not an iCalendar file"));
    }
    List<Absence> absences = new ArrayList<>();
    for (VEvent event : calendar.getEvents()) {
      if (takesTime(event)) {
        absences.addAll(occurrences(event, calendar.getTimezoneInfo()));
      }
    }
    return absences;
  }

  private static boolean takesTime(VEvent event) {
    boolean cancelled = event.getStatus() != null && event.getStatus().isCancelled();
    boolean free = event.getTransparency() != null && event.getTransparency().isTransparent();
    return event.getDateStart() != null && !cancelled && !free;
  }

  private List<Absence> occurrences(VEvent event, TimezoneInfo zones) {
    ICalDate first = event.getDateStart().getValue();
    Duration length = length(event, first);
    TimeZone own = TimeZone.getTimeZone(zone);
    TimeZone eventZone =
        zones.getTimezone(event.getDateStart()) == null
            ? own
            : Objects.requireNonNull(zones.getTimezone(event.getDateStart())).getTimeZone();
    List<Absence> absences = new ArrayList<>();
    DateIterator dates = event.getDateIterator(first.hasTime() ? eventZone : TimeZone.getDefault());
    while (dates.hasNext() && absences.size() < MOST) {
      Date start = dates.next();
      if (start.toInstant().isAfter(now.plus(AHEAD))) {
        break;
      }
      if (!start.toInstant().plus(length).isBefore(now.minus(AHEAD))) {
        absences.add(absence(start, length, first.hasTime()));
      }
    }
    return absences;
  }

  private static Absence absence(Date start, Duration length, boolean timed) {
    if (timed) {
      return new Absence(start.toInstant().toString(), start.toInstant().plus(length).toString());
    }
    // dates without a time are read on this machine's clock
    LocalDate day = LocalDate.ofInstant(start.toInstant(), ZoneId.systemDefault());
    return new Absence(
        day.toString(), day.plusDays(Math.max(0, length.toHours() / 24 - 1)).toString());
  }

  private static Duration length(VEvent event, ICalDate start) {
    if (event.getDateEnd() != null) {
      return between(start, event.getDateEnd().getValue());
    }
    biweekly.util.Duration duration =
        event.getDuration() == null ? null : event.getDuration().getValue();
    return duration == null ? usual(start) : Duration.ofMillis(duration.toMillis());
  }

  private static Duration between(ICalDate start, ICalDate end) {
    Duration exact = Duration.between(start.toInstant(), end.toInstant());
    // days of this machine's clock may have 23 or 25 hours
    return start.hasTime() ? exact : Duration.ofDays(Math.round(exact.toHours() / 24.0));
  }

  private static Duration usual(@Nullable ICalDate start) {
    return start != null && start.hasTime() ? Duration.ZERO : Duration.ofDays(1);
  }
}
