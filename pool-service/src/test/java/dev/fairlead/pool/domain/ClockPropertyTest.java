package dev.fairlead.pool.domain;

import static dev.fairlead.pool.domain.Courses.CALENDAR;
import static dev.fairlead.pool.domain.Courses.ORIGIN;
import static dev.fairlead.pool.domain.Courses.START;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

/**
 * Whatever is done with a lead, and whenever its clock is looked at: nothing lapses without an
 * earlier warning of the same end, within its protection, while exempt, or twice.
 */
class ClockPropertyTest {

  private static final List<LapseReason> FLOORED =
      List.of(LapseReason.NO_FOLLOW_UP, LapseReason.NO_OPPORTUNITY);

  private enum Deed {
    LOOK,
    WORK,
    ACCEPT,
    LOCK,
    UNLOCK,
    DISPUTE,
    SETTLE,
    APPOINT,
    CALL_OFF,
    OPEN,
    LOSE,
    REFUSE,
    TRANSFER,
    NEW_RULES
  }

  private record Step(int minutes, Deed deed) {}

  @Property(tries = 1000)
  void nothingLapsesUnwarnedProtectedExemptOrTwice(
      @ForAll("protections") Custody begun, @ForAll("steps") List<Step> steps) {
    Custody custody = begun;
    Instant now = START;
    @Nullable Instant warned = null;
    @Nullable End proposed = null;
    for (Step step : steps) {
      now = now.plus(Duration.ofMinutes(step.minutes()));
      Custody before = custody;
      custody = after(custody, step.deed(), now);
      if (!before.end().equals(custody.end())) {
        proposed = null;
        warned = null;
      }
      if (step.deed() == Deed.REFUSE) {
        proposed = null;
      }
      Custody.Rung rung = custody.ring(CALENDAR, now);
      for (Alarm alarm : rung.alarms()) {
        switch (alarm) {
          case Alarm.Expiring e -> warned = now;
          case Alarm.Lapsed lapse -> {
            End end = custody.end().orElseThrow();
            assertThat(lapse.due()).isEqualTo(end.due());
            assertThat(warned).isNotNull();
            assertThat(end.at()).isBeforeOrEqualTo(now);
            neverWhileHeld(custody, lapse.due(), now);
            assertThat(proposed).isNotEqualTo(end);
            proposed = end;
          }
        }
      }
      custody = rung.custody();
      Instant checked = now;
      custody.nextAt(CALENDAR).ifPresent(next -> assertThat(next).isAfter(checked));
    }
  }

  private static void neverWhileHeld(Custody custody, Due due, Instant now) {
    Episode holder = java.util.Objects.requireNonNull(custody.holder());
    Exemptions held = holder.exemptions();
    assertThat(held.locked()).isFalse();
    assertThat(held.disputes()).isEmpty();
    assertThat(Optional.ofNullable(held.appointment()).filter(now::isBefore)).isEmpty();
    if (FLOORED.contains(due.reason())) {
      assertThat(holder.protection().deadline()).isBeforeOrEqualTo(now);
      assertThat(held.opportunity()).isNull();
    }
  }

  private static Custody after(Custody custody, Deed deed, Instant now) {
    return switch (deed) {
      case LOOK -> custody;
      case WORK -> Courses.worked(custody, now, deadline(custody, now.plus(Duration.ofDays(3))));
      case ACCEPT -> custody.accepted(CALENDAR, now, ORIGIN);
      case LOCK -> Courses.exempt(custody, now, (x, at) -> x.locked(true, at));
      case UNLOCK -> Courses.exempt(custody, now, (x, at) -> x.locked(false, at));
      case DISPUTE -> Courses.exempt(custody, now, (x, at) -> x.disputed("d"));
      case SETTLE -> Courses.exempt(custody, now, (x, at) -> x.settled("d", at));
      case APPOINT ->
          Courses.exempt(custody, now, (x, at) -> x.appointed(now.plusSeconds(90_000), at));
      case CALL_OFF -> Courses.exempt(custody, now, (x, at) -> x.appointed(null, at));
      case OPEN -> Courses.exempt(custody, now, (x, at) -> x.opened(at));
      case LOSE -> Courses.exempt(custody, now, (x, at) -> x.lost(at));
      case REFUSE -> custody.lapseRefused("stale", now.minus(Custody.RETRY));
      case TRANSFER -> transferred(custody, now);
      case NEW_RULES ->
          custody.under(
              Courses.rules(
                  Courses.rule(LapseReason.NO_DEAL, "P1D"),
                  Courses.rule(LapseReason.NO_OPPORTUNITY, "P2D")),
              CALENDAR,
              now.plusSeconds(50_000),
              now);
    };
  }

  private static Instant deadline(Custody custody, Instant asked) {
    Protection protection = java.util.Objects.requireNonNull(custody.holder()).protection();
    Instant later = Instants.later(protection.deadline(), asked);
    return later.isAfter(protection.hardEnd()) ? protection.hardEnd() : later;
  }

  private static Custody transferred(Custody custody, Instant now) {
    Protection told = java.util.Objects.requireNonNull(custody.holder()).protection();
    Episode anew =
        Episode.begin(
            "wang",
            null,
            null,
            Protection.offered(now, told.deadline(), told.hardEnd(), null),
            Courses.rules(),
            CALENDAR,
            ORIGIN);
    return custody.transferred(custody.epoch() + 1, anew, Courses.TERMS, CALENDAR, now);
  }

  @Provide
  Arbitrary<Custody> protections() {
    Arbitrary<Integer> seconds = Arbitraries.integers().between(1, 2_000_000);
    Arbitrary<Integer> accept = Arbitraries.integers().between(-5_000, 5_000);
    Arbitrary<List<RecycleRule>> rules =
        Arbitraries.of(LapseReason.values())
            .flatMap(
                reason ->
                    Arbitraries.of("PT1H", "P1D", "P12D").map(after -> Courses.rule(reason, after)))
            .list()
            .uniqueElements(RecycleRule::reason)
            .ofMaxSize(4);
    return Combinators.combine(seconds, accept, rules)
        .as(
            (s, a, r) ->
                Courses.owned(
                    START.plusSeconds(s),
                    a < 0 ? null : START.plusSeconds(a),
                    Courses.rules(r.toArray(RecycleRule[]::new))));
  }

  @Provide
  Arbitrary<List<Step>> steps() {
    Arbitrary<Deed> deeds =
        Arbitraries.frequencyOf(
            net.jqwik.api.Tuple.of(3, Arbitraries.just(Deed.LOOK)),
            net.jqwik.api.Tuple.of(4, Arbitraries.of(Deed.values())));
    return Combinators.combine(Arbitraries.integers().between(0, 9_000), deeds)
        .as(Step::new)
        .list()
        .ofMaxSize(25);
  }
}
