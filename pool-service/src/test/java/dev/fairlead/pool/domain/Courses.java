package dev.fairlead.pool.domain;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Custodies to try clocks on, and what they say when they are looked at in their own instants. */
final class Courses {

  static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
  static final RepCalendar CALENDAR = RepCalendar.of(SHANGHAI);
  static final Instant START = Instant.parse("2026-03-25T02:00:00Z");
  static final Origin ORIGIN = new Origin("flow", "event", "");
  static final ProtectionTerms TERMS = new ProtectionTerms("P10D", "P3D", "P20D", null, "calendar");

  private Courses() {}

  static Instant day(int days) {
    return START.plus(Duration.ofDays(days));
  }

  static RecycleRule rule(LapseReason reason, String after) {
    return new RecycleRule(reason, Span.parse(after), null, null);
  }

  static ClockRules rules(RecycleRule... rules) {
    return PoolSettings.USUAL.rulesFor(pool("east", ArchiveRule.NEVER, rules), null, false);
  }

  static Pool pool(String id, ArchiveRule archive, RecycleRule... rules) {
    return new Pool(
        id,
        id,
        null,
        false,
        Members.EVERYBODY,
        java.util.Set.of(),
        false,
        ClaimLimits.NONE,
        List.of(),
        null,
        java.util.Set.of(),
        new Circulation(List.of(rules), archive, OnTouch.RESTORE));
  }

  /** Ten days of protection, twenty at most. */
  static Custody owned(RecycleRule... rules) {
    return owned(day(10), null, rules(rules));
  }

  static Custody owned(Instant deadline, @Nullable Instant acceptBy, ClockRules rules) {
    Instant hardEnd = deadline.isAfter(day(20)) ? deadline : day(20);
    Protection protection = Protection.offered(START, deadline, hardEnd, acceptBy);
    return Custody.unknown("lead")
        .granted(1, Episode.begin("li", "a", null, protection, rules, CALENDAR, ORIGIN), TERMS);
  }

  static Custody worked(Custody custody, Instant at, Instant deadline) {
    return custody.worked(at, CALENDAR, at, ORIGIN).extended(deadline, CALENDAR, at, ORIGIN);
  }

  static Custody exempt(Custody custody, Instant at, Custody.Exemption change) {
    return custody.exempt(change, CALENDAR, at, ORIGIN);
  }

  static End end(Custody custody) {
    return custody.end().orElseThrow();
  }

  /** What the clock says if it is looked at in its own instants, up to the given one. */
  static List<String> course(Custody custody, Instant until) {
    List<String> said = new ArrayList<>();
    Custody current = custody;
    Optional<Instant> next = current.nextAt(CALENDAR);
    while (next.isPresent() && !next.get().isAfter(until)) {
      Instant at = next.get();
      Custody.Rung rung = current.ring(CALENDAR, at);
      rung.alarms().forEach(alarm -> said.add(at + " " + word(alarm)));
      current = rung.custody();
      next = current.nextAt(CALENDAR);
    }
    return said;
  }

  static String word(Alarm alarm) {
    return switch (alarm) {
      case Alarm.Expiring e -> e.step();
      case Alarm.Lapsed l -> l.due().reason().code();
    };
  }
}
