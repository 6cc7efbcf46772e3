package dev.fairlead.pool.domain;

import static dev.fairlead.pool.domain.Courses.CALENDAR;
import static dev.fairlead.pool.domain.Courses.ORIGIN;
import static dev.fairlead.pool.domain.Courses.START;
import static dev.fairlead.pool.domain.Courses.TERMS;
import static dev.fairlead.pool.domain.Courses.course;
import static dev.fairlead.pool.domain.Courses.day;
import static dev.fairlead.pool.domain.Courses.end;
import static dev.fairlead.pool.domain.Courses.exempt;
import static dev.fairlead.pool.domain.Courses.owned;
import static dev.fairlead.pool.domain.Courses.rules;
import static dev.fairlead.pool.domain.Courses.worked;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class CustodyTest {

  /** Default steps: three days, one day, and the start of the deadline's day where the rep is. */
  @Test
  void aProtectionIsWarnedInThreeStepsBeforeItLapses() {
    assertThat(course(owned(), day(10).plusSeconds(1)))
        .containsExactly(
            "2026-04-01T02:00:00Z P3D",
            "2026-04-03T02:00:00Z P1D",
            "2026-04-03T16:00:00Z P0D",
            "2026-04-04T02:00:00Z no-follow-up");
  }

  @Test
  void stepsBeforeTheAcquisitionAreSkipped() {
    Instant deadline = START.plus(Duration.ofHours(30));

    assertThat(course(owned(deadline, null, rules()), deadline))
        .containsExactly(
            "2026-03-25T08:00:00Z P1D",
            "2026-03-25T16:00:00Z P0D",
            "2026-03-26T08:00:00Z no-follow-up");
  }

  @Test
  void aProtectionOfSecondsIsWarnedHalfWay() {
    assertThat(course(owned(START.plusSeconds(20), null, rules()), START.plusSeconds(60)))
        .containsExactly("2026-03-25T02:00:10Z PT10S", "2026-03-25T02:00:20Z no-follow-up");
  }

  /**
   * The worked case of the field: D=10 E=3 M=20, acquired 25 March. The reminders and the end move
   * together, activity by activity, and the hard end of 14 April stays whatever is done.
   */
  @Test
  void reminderAndRecycleNeverDisagreeInTheWorkedCase() {
    Custody acquired = owned();
    Custody early = acquired.worked(day(3), CALENDAR, day(3), ORIGIN);
    Custody onThe2nd = worked(early, day(8), day(11));
    Custody onThe5th = worked(onThe2nd, day(11), day(14));
    Custody capped = worked(onThe5th, day(14), day(17));
    Custody last = worked(capped, day(19), day(20));

    assertThat(end(acquired).at()).isEqualTo("2026-04-04T02:00:00Z");
    assertThat(end(early).at()).isEqualTo("2026-04-04T02:00:00Z");
    assertThat(end(onThe2nd).at()).isEqualTo("2026-04-05T02:00:00Z");
    assertThat(end(onThe5th).at()).isEqualTo("2026-04-08T02:00:00Z");
    assertThat(course(last, day(30)))
        .containsExactly("2026-04-13T16:00:00Z P0D", "2026-04-14T02:00:00Z no-follow-up");
  }

  /** "Never followed up" counts from the acquisition; it is not the same as "expired". */
  @Test
  void aLeadThatWasNeverFollowedUpIsNotTreatedAsExpired() {
    Custody fresh = owned(Courses.rule(LapseReason.NO_FOLLOW_UP, "P2D"));

    assertThat(fresh.ring(CALENDAR, START.plusSeconds(1)).alarms()).isEmpty();
    assertThat(end(fresh).at()).isEqualTo(day(10));
  }

  @Test
  void aClockThatWasDownWarnsFirstAndLeavesTheMinimumNotice() {
    Instant late = day(12);

    Custody.Rung first = owned().ring(CALENDAR, late);
    Custody.Rung tooSoon = first.custody().ring(CALENDAR, late.plusSeconds(3599));
    Custody.Rung then = tooSoon.custody().ring(CALENDAR, late.plusSeconds(3600));

    assertThat(first.alarms())
        .containsExactly(new Alarm.Expiring(1, "li", late.plusSeconds(3600), "PT1H"));
    assertThat(first.custody().nextAt(CALENDAR)).contains(late.plusSeconds(3600));
    assertThat(tooSoon.alarms()).isEmpty();
    assertThat(then.alarms()).containsExactly(new Alarm.Lapsed(1, "li", end(owned()).due()));
    assertThat(then.custody().nextAt(CALENDAR)).isEmpty();
  }

  @Test
  void whoWasWarnedInTimeHasNoFurtherNoticeAfterADowntime() {
    Custody warned = owned().ring(CALENDAR, day(7)).custody();

    assertThat(warned.ring(CALENDAR, day(12)).alarms())
        .hasExactlyElementsOfTypes(Alarm.Expiring.class, Alarm.Lapsed.class);
  }

  @Test
  void aLateWarningLeavesNoMoreThanHalfOfWhatTheOwnerHad() {
    Custody custody = owned(START.plusSeconds(20), null, rules());

    Custody.Rung rung = custody.ring(CALENDAR, START.plusSeconds(60));

    assertThat(rung.alarms())
        .containsExactly(new Alarm.Expiring(1, "li", START.plusSeconds(70), "PT10S"));
  }

  @Test
  void aLapseIsProposedOncePerEndAndAgainWhenRefused() {
    Custody lapsed = rungUntil(owned(), day(10));

    assertThat(lapsed.ring(CALENDAR, day(10).plusSeconds(60)).alarms()).isEmpty();
    assertThat(lapsed.lapseRefused("stale", day(10)).nextAt(CALENDAR))
        .contains(day(10).plus(Custody.RETRY));
    assertThat(lapsed.lapseRefused("not-due", day(10)).nextAt(CALENDAR))
        .contains(day(10).plus(Custody.SOON));
    assertThat(course(lapsed.extended(day(13), CALENDAR, day(10), ORIGIN), day(14)))
        .endsWith("2026-04-07T02:00:00Z no-follow-up");
  }

  @Test
  void theAcceptWindowEndsFirstUntilItIsMet() {
    Instant acceptBy = START.plus(Duration.ofMinutes(30));
    Custody waiting = owned(day(10), acceptBy, rules());

    Custody accepted = waiting.accepted(CALENDAR, START.plusSeconds(60), ORIGIN);

    assertThat(course(waiting, acceptBy)).endsWith("2026-03-25T02:30:00Z not-accepted");
    assertThat(accepted.ring(CALENDAR, acceptBy).alarms()).isEmpty();
    assertThat(course(accepted, day(10))).endsWith("2026-04-04T02:00:00Z no-follow-up");
  }

  @Test
  void aLockedLeadStandsStillAndWarnsAgainWhenItIsUnlockedTooLate() {
    Custody locked = exempt(owned(), day(1), (x, at) -> x.locked(true, at));

    Custody unlocked = exempt(locked, day(15), (x, at) -> x.locked(false, at));

    assertThat(locked.nextAt(CALENDAR)).isEmpty();
    assertThat(locked.ring(CALENDAR, day(12)).alarms()).isEmpty();
    assertThat(course(unlocked, day(16)))
        .containsExactly("2026-04-09T02:00:00Z PT1H", "2026-04-09T03:00:00Z no-follow-up");
  }

  @Test
  void everyOpenDisputeFreezes() {
    Custody twice =
        exempt(
            exempt(owned(), day(1), (x, at) -> x.disputed("one")),
            day(1),
            (x, at) -> x.disputed("two"));
    Custody once = exempt(twice, day(2), (x, at) -> x.settled("one", at));

    assertThat(once.nextAt(CALENDAR)).isEmpty();
    assertThat(exempt(once, day(3), (x, at) -> x.settled("two", at)).nextAt(CALENDAR))
        .contains(day(7));
  }

  @Test
  void anAppointmentMovesTheEndToItselfAndTheWarningsWithIt() {
    Custody appointed = exempt(owned(), day(2), (x, at) -> x.appointed(day(15), at));
    Custody calledOff = exempt(appointed, day(12), (x, at) -> x.appointed(null, at));
    Custody earlyOff = exempt(appointed, day(4), (x, at) -> x.appointed(null, at));

    assertThat(course(appointed, day(16)))
        .containsExactly(
            "2026-04-06T02:00:00Z P3D",
            "2026-04-08T02:00:00Z P1D",
            "2026-04-08T16:00:00Z P0D",
            "2026-04-09T02:00:00Z no-follow-up");
    assertThat(end(appointed).due().deadline()).isEqualTo(day(10));
    assertThat(end(calledOff).at()).isEqualTo(day(12));
    assertThat(end(earlyOff).at()).isEqualTo(day(10));
  }

  @Test
  void anOpenOpportunityGuardsAgainstAllButItsOwnClock() {
    Custody open =
        exempt(
            owned(Courses.rule(LapseReason.NO_DEAL, "P30D")), day(5), (x, at) -> x.opened(day(5)));
    Custody guarded = exempt(owned(), day(5), (x, at) -> x.opened(day(5)));
    Custody ended = exempt(guarded, day(40), (x, at) -> x.lost(at));

    assertThat(guarded.end()).isEmpty();
    assertThat(end(open))
        .isEqualTo(new End(new Due(LapseReason.NO_DEAL, day(35), day(35), day(5), null), day(35)));
    assertThat(end(ended).at()).isEqualTo(day(40));
  }

  @Test
  void aTransferGoesOnInTheSameEpisode() {
    Custody custody =
        exempt(worked(owned(), day(2), day(10)), day(3), (x, at) -> x.appointed(day(12), at));
    Episode anew =
        Episode.begin(
            "wang",
            "a",
            null,
            Protection.offered(day(4), day(10), day(20), null),
            rules(),
            CALENDAR,
            ORIGIN);

    Custody moved = custody.transferred(2, anew, TERMS, CALENDAR, day(4));

    Episode holder = java.util.Objects.requireNonNull(moved.holder());
    assertThat(holder.owner()).isEqualTo("wang");
    assertThat(holder.protection().acquiredAt()).isEqualTo(START);
    assertThat(holder.protection().workedAt()).isEqualTo(day(2));
    assertThat(end(moved).at()).isEqualTo(day(12));
    assertThat(holder.course().armedAt()).isEqualTo(day(4));
  }

  @Test
  void aWonContractHasItsOwnClockAndAnyOtherEndNone() {
    Custody ruled = owned(Courses.rule(LapseReason.NO_RENEWAL, "P30D"));

    Custody won = ruled.closed(2, "won", "li", day(365), CALENDAR, day(9), ORIGIN);

    assertThat(end(won))
        .isEqualTo(
            new End(new Due(LapseReason.NO_RENEWAL, day(395), day(395), day(365), null), day(395)));
    assertThat(owned().closed(2, "won", "li", day(365), CALENDAR, day(9), ORIGIN).end()).isEmpty();
    assertThat(ruled.closed(2, "won", "li", null, CALENDAR, day(9), ORIGIN).end()).isEmpty();
    assertThat(ruled.closed(2, "lost", "li", day(365), CALENDAR, day(9), ORIGIN).end()).isEmpty();
  }

  @Test
  void roundsAreCountedUntilSomebodyWorksOnTheLead() {
    Custody twice = owned().released(2, true, true).released(4, true, true);

    assertThat(twice.rounds()).isEqualTo(2);
    assertThat(twice.released(6, false, false).rounds()).isEqualTo(2);
    assertThat(worked(owned().released(2, true, true), day(3), day(6)).rounds()).isEqualTo(1);
    assertThat(
            worked(owned().released(2, true, true).granted(3, episode(), TERMS), day(3), day(6))
                .rounds())
        .isZero();
  }

  @Test
  void changedRulesEndNothingBeforeTheGraceAndNothingWithinTheProtection() {
    Custody open =
        exempt(
            owned(Courses.rule(LapseReason.NO_DEAL, "P30D")), day(1), (x, at) -> x.opened(day(1)));
    ClockRules stricter = rules(Courses.rule(LapseReason.NO_DEAL, "P5D"));
    ClockRules laxer = rules(Courses.rule(LapseReason.NO_DEAL, "P60D"));

    assertThat(end(open.under(stricter, CALENDAR, day(11), day(8))).at()).isEqualTo(day(11));
    assertThat(end(open.under(stricter, CALENDAR, day(40), day(8))).at()).isEqualTo(day(31));
    assertThat(end(open.under(laxer, CALENDAR, day(11), day(8))).at()).isEqualTo(day(61));
    assertThat(
            end(owned()
                    .under(
                        rules(Courses.rule(LapseReason.NO_OPPORTUNITY, "P1D")),
                        CALENDAR,
                        day(5),
                        day(2)))
                .at())
        .isEqualTo(day(10));
  }

  @Test
  void aLaterCustodyHasNoClockOfTheEarlierOne() {
    Custody released = owned().released(2, true, true);

    assertThat(released.nextAt(CALENDAR)).isEmpty();
    assertThat(released.terms()).isEqualTo(TERMS);
    assertThat(released.precedes(2)).isFalse();
    assertThat(released.concerns(1)).isFalse();
  }

  private static Episode episode() {
    return java.util.Objects.requireNonNull(owned().holder());
  }

  private static Custody rungUntil(Custody custody, Instant until) {
    Custody current = custody;
    for (Instant at : List.of(day(7), day(9), until.minusSeconds(60), until)) {
      current = current.ring(CALENDAR, at).custody();
    }
    return current;
  }
}
