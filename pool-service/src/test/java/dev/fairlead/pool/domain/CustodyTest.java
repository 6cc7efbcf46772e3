package dev.fairlead.pool.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CustodyTest {

  private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
  private static final List<Span> STEPS = PoolSettings.USUAL_STEPS;
  private static final Instant START = Instant.parse("2026-03-25T02:00:00Z");
  private static final Origin ORIGIN = new Origin("flow", "event", "");
  private static final ProtectionTerms TERMS =
      new ProtectionTerms("P10D", "P3D", "P20D", null, "calendar");

  /** Default steps: three days, one day, and the start of the deadline's day where the rep is. */
  @Test
  void aProtectionIsWarnedInThreeStepsBeforeItLapses() {
    Instant deadline = Instant.parse("2026-04-04T02:00:00Z");
    Custody custody = owned(deadline, null);

    assertThat(course(custody, deadline.plusSeconds(1)))
        .containsExactly(
            "2026-04-01T02:00:00Z P3D",
            "2026-04-03T02:00:00Z P1D",
            "2026-04-03T16:00:00Z P0D",
            "2026-04-04T02:00:00Z no-follow-up");
  }

  @Test
  void stepsBeforeTheAcquisitionAreSkipped() {
    Instant deadline = START.plus(Duration.ofHours(30));

    assertThat(course(owned(deadline, null), deadline))
        .containsExactly(
            "2026-03-25T08:00:00Z P1D",
            "2026-03-25T16:00:00Z P0D",
            "2026-03-26T08:00:00Z no-follow-up");
  }

  @Test
  void aProtectionOfSecondsIsWarnedHalfWay() {
    assertThat(course(owned(START.plusSeconds(20), null), START.plusSeconds(60)))
        .containsExactly("2026-03-25T02:00:10Z PT10S", "2026-03-25T02:00:20Z no-follow-up");
  }

  @Test
  void afterADowntimeOneWarningSpeaksForAllAndComesBeforeTheLapse() {
    Instant deadline = Instant.parse("2026-04-04T02:00:00Z");

    Custody.Rung rung =
        owned(deadline, null).ring(STEPS, SHANGHAI, deadline.plus(Duration.ofDays(2)));

    assertThat(rung.alarms())
        .containsExactly(
            new Alarm.Expiring(1, "li", deadline, "P0D"),
            new Alarm.Lapsed(1, "li", deadline, LapseReason.NO_FOLLOW_UP));
    assertThat(rung.custody().nextAt(STEPS, SHANGHAI)).isEmpty();
  }

  @Test
  void aLapseIsProposedOncePerDeadline() {
    Instant deadline = START.plusSeconds(20);
    Custody lapsed = owned(deadline, null).ring(STEPS, SHANGHAI, deadline).custody();

    assertThat(lapsed.ring(STEPS, SHANGHAI, deadline.plusSeconds(60)).alarms()).isEmpty();
    assertThat(lapsed.lapseRefused(deadline.plusSeconds(1)).nextAt(STEPS, SHANGHAI))
        .contains(deadline.plusSeconds(1).plus(Custody.RETRY));
    assertThat(
            lapsed
                .extended(deadline.plusSeconds(90), deadline, ORIGIN)
                .ring(STEPS, SHANGHAI, deadline.plusSeconds(90))
                .alarms())
        .contains(new Alarm.Lapsed(1, "li", deadline.plusSeconds(90), LapseReason.NO_FOLLOW_UP));
  }

  @Test
  void theAcceptWindowEndsFirstUntilItIsMet() {
    Instant acceptBy = START.plus(Duration.ofMinutes(30));
    Instant deadline = START.plus(Duration.ofDays(10));
    Custody waiting = owned(deadline, acceptBy);

    Custody accepted = waiting.accepted(START.plusSeconds(60), ORIGIN);

    assertThat(waiting.ring(STEPS, SHANGHAI, acceptBy).alarms())
        .contains(new Alarm.Lapsed(1, "li", acceptBy, LapseReason.NOT_ACCEPTED));
    assertThat(accepted.ring(STEPS, SHANGHAI, acceptBy).alarms()).isEmpty();
    assertThat(course(accepted, deadline)).endsWith("2026-04-04T02:00:00Z no-follow-up");
  }

  @Test
  void aFrozenClockSaysNothingAndAThawedOneWarnsFirst() {
    Instant deadline = START.plusSeconds(20);
    Custody locked = owned(deadline, null).locked(true, START.plusSeconds(1));

    Custody.Rung frozen = locked.ring(STEPS, SHANGHAI, deadline.plusSeconds(60));
    Custody.Rung thawed =
        locked
            .locked(false, deadline.plusSeconds(60))
            .ring(STEPS, SHANGHAI, deadline.plusSeconds(61));

    assertThat(frozen.alarms()).isEmpty();
    assertThat(locked.nextAt(STEPS, SHANGHAI)).isEmpty();
    assertThat(thawed.alarms()).hasExactlyElementsOfTypes(Alarm.Expiring.class, Alarm.Lapsed.class);
  }

  @Test
  void everyOpenDisputeFreezes() {
    Custody twice = owned(START.plusSeconds(20), null).disputed(1, START).disputed(1, START);

    assertThat(twice.disputed(-1, START).nextAt(STEPS, SHANGHAI)).isEmpty();
    assertThat(twice.disputed(-1, START).disputed(-1, START).nextAt(STEPS, SHANGHAI)).isPresent();
  }

  @Test
  void aLaterCustodyHasNoClockOfTheEarlierOne() {
    Custody released = owned(START.plusSeconds(20), null).released(2, true);

    assertThat(released.nextAt(STEPS, SHANGHAI)).isEmpty();
    assertThat(released.terms()).isEqualTo(TERMS);
    assertThat(released.precedes(2)).isFalse();
    assertThat(released.concerns(1)).isFalse();
  }

  /** Nothing leaves unwarned, and nothing before its end, however the clock is looked at. */
  @Property
  void everyLapseComesAfterAWarningForTheSameEnd(
      @ForAll @IntRange(min = 0, max = 2_000_000) int protection,
      @ForAll @IntRange(min = -1, max = 5_000) int accept,
      @ForAll @Size(max = 12) List<@IntRange(min = 1, max = 700_000) Integer> pauses,
      @ForAll @Size(max = 4) List<@IntRange(min = 0, max = 400_000) Integer> steps) {
    List<Span> spans =
        steps.stream().map(s -> new Span(java.time.Period.ZERO, Duration.ofSeconds(s))).toList();
    Instant deadline = START.plusSeconds(protection);
    Custody custody = owned(deadline, accept < 0 ? null : START.plusSeconds(accept));
    Instant now = START;
    List<Instant> warned = new ArrayList<>();
    for (int pause : pauses) {
      now = now.plusSeconds(pause);
      Custody.Rung rung = custody.ring(spans, ZoneOffset.UTC, now);
      for (Alarm alarm : rung.alarms()) {
        switch (alarm) {
          case Alarm.Expiring e -> warned.add(e.deadline());
          case Alarm.Lapsed l -> {
            assertThat(warned).contains(l.deadline());
            assertThat(l.deadline()).isBeforeOrEqualTo(now);
          }
        }
      }
      custody = rung.custody();
      Instant checked = now;
      custody.nextAt(spans, ZoneOffset.UTC).ifPresent(next -> assertThat(next).isAfter(checked));
    }
  }

  /** What the clock says if it is looked at in its own instants, up to the given one. */
  private static List<String> course(Custody custody, Instant until) {
    List<String> said = new ArrayList<>();
    Custody current = custody;
    for (var next = current.nextAt(STEPS, SHANGHAI);
        next.isPresent() && !next.get().isAfter(until);
        next = current.nextAt(STEPS, SHANGHAI)) {
      Instant at = next.get();
      Custody.Rung rung = current.ring(STEPS, SHANGHAI, at);
      rung.alarms().forEach(alarm -> said.add(at + " " + word(alarm)));
      current = rung.custody();
    }
    return said;
  }

  private static String word(Alarm alarm) {
    return switch (alarm) {
      case Alarm.Expiring e -> e.step();
      case Alarm.Lapsed l -> l.reason().code();
    };
  }

  private static Custody owned(Instant deadline, @Nullable Instant acceptBy) {
    return Custody.unknown("lead")
        .granted(1, "li", "a", null, START, deadline, acceptBy, TERMS, ORIGIN);
  }
}
