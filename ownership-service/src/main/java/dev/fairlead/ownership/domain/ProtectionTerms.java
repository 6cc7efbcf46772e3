package dev.fairlead.ownership.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Protection terms (保护期条款), frozen on an ownership when it is acquired.
 *
 * @param initial D: protection from the acquisition
 * @param extend E: protection from a qualifying activity
 * @param max M: hard end, from the acquisition
 * @param accept accept window; null when the owner need not accept
 * @param workingDays whether day units count working days of the owner's calendar
 */
public record ProtectionTerms(
    Span initial, Span extend, Span max, @Nullable Span accept, boolean workingDays) {

  /** Deadline of a new episode: acquired + D, never past the hard end. */
  public Instant deadline(Instant acquired, OwnerCalendar calendar) {
    return earlier(after(acquired, initial, calendar), hardEnd(acquired, calendar));
  }

  /** Hard end of an episode: acquired + M. */
  public Instant hardEnd(Instant acquired, OwnerCalendar calendar) {
    return after(acquired, max, calendar);
  }

  /** End of the accept window; null when there is none. */
  public @Nullable Instant acceptBy(Instant acquired, OwnerCalendar calendar) {
    return accept == null ? null : after(acquired, accept, calendar);
  }

  /** Deadline after a qualifying activity: max(deadline, activity + E), never past the hard end. */
  public Instant extended(
      Instant deadline, Instant hardEnd, Instant activity, OwnerCalendar calendar) {
    Instant asked = after(activity, extend, calendar);
    return earlier(asked.isAfter(deadline) ? asked : deadline, hardEnd);
  }

  private Instant after(Instant start, Span span, OwnerCalendar calendar) {
    return span.after(start.atZone(calendar.zone()), calendar, workingDays).toInstant();
  }

  private static Instant earlier(Instant a, Instant b) {
    return a.isBefore(b) ? a : b;
  }
}
