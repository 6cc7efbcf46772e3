package dev.fairlead.ownership.domain;

import static dev.fairlead.ownership.domain.Story.at;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.ownership.domain.Outcome.Applied;
import dev.fairlead.ownership.domain.Outcome.Refusal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Protection at the edges of months, years and clocks. */
class ProtectionTest {

  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  @Test
  void aProtectionRunsOverTheEndOfAMonth() {
    Story story = Story.of("P10D", "P3D", "P20D").assigned("li-lei", at("2026-01-25T09:00"));

    assertThat(story.localDeadline()).hasToString("2026-02-04T09:00+08:00[Asia/Shanghai]");
    assertThat(story.owned().protection().hardEnd()).isEqualTo(at("2026-02-14T09:00"));
  }

  @Test
  void aLeapDayIsADay() {
    Story leap = Story.of("P10D", "P3D", "P20D").assigned("li-lei", at("2028-02-25T09:00"));
    Story common = Story.of("P10D", "P3D", "P20D").assigned("li-lei", at("2026-02-25T09:00"));

    assertThat(leap.localDeadline().toLocalDate()).isEqualTo(LocalDate.of(2028, 3, 6));
    assertThat(common.localDeadline().toLocalDate()).isEqualTo(LocalDate.of(2026, 3, 7));
  }

  @Test
  void calendarDaysKeepTheHourOverTheChangeToSummerTime() {
    Story story = berlin().assigned("emma", at("2026-03-25T15:30", BERLIN));

    assertThat(story.deadline()).isEqualTo(at("2026-04-04T15:30", BERLIN));
    assertThat(hours(story, at("2026-03-25T15:30", BERLIN))).isEqualTo(10 * 24 - 1);
  }

  @Test
  void calendarDaysKeepTheHourOverTheChangeToWinterTime() {
    Story story = berlin().assigned("emma", at("2026-10-20T15:30", BERLIN));

    assertThat(story.deadline()).isEqualTo(at("2026-10-30T15:30", BERLIN));
    assertThat(hours(story, at("2026-10-20T15:30", BERLIN))).isEqualTo(10 * 24 + 1);
  }

  @Test
  void aDeadlineInTheHourThatSummerTimeSkipsFallsAfterIt() {
    Story story = berlin().assigned("emma", at("2026-03-19T02:30", BERLIN));

    assertThat(story.localDeadline()).hasToString("2026-03-29T03:30+02:00[Europe/Berlin]");
  }

  @Test
  void theZoneIsTheOwnersNotTheServers() {
    Instant acquired = Instant.parse("2026-03-28T22:00:00Z");

    Story shanghai = Story.of("P1D", "P1D", "P5D").assigned("li-lei", acquired);
    Story berlin =
        new Story(OwnerCalendar.of(BERLIN), Story.calendarDays("P1D", "P1D", "P5D"))
            .assigned("emma", acquired);

    assertThat(shanghai.deadline()).isEqualTo(Instant.parse("2026-03-29T22:00:00Z"));
    assertThat(berlin.deadline()).isEqualTo(Instant.parse("2026-03-29T21:00:00Z"));
  }

  @Test
  void calendarDayOffByOne_theTenthDayEndsAtTheHourItBeganNotAtMidnight() {
    Story story = Story.of("P10D", "P3D", "P20D").assigned("li-lei", at("2026-03-25T23:59:59"));

    assertThat(story.refusal(story.lapse("no-follow-up"), at("2026-04-04T23:59:58")))
        .isEqualTo(Refusal.NOT_DUE);
    assertThat(story.tries(story.lapse("no-follow-up"), at("2026-04-04T23:59:59")))
        .isInstanceOf(Applied.class);
  }

  @Test
  void atTheDeadlineItselfTheLapseIsDueAndAMillisecondBeforeItIsNot() {
    Story story = Story.of("P10D", "P3D", "P20D").assigned("li-lei", at("2026-03-25T09:00"));

    assertThat(story.refusal(story.lapse("no-follow-up"), story.deadline().minusMillis(1)))
        .isEqualTo(Refusal.NOT_DUE);
    assertThat(story.tries(story.lapse("no-follow-up"), story.deadline()))
        .isInstanceOf(Applied.class);
  }

  @Test
  void anActivityAtTheDeadlineItselfExtendsAsLongAsTheLeadIsStillOwned() {
    Story story = Story.of("P10D", "P3D", "P20D").assigned("li-lei", at("2026-03-25T09:00"));
    LedgerCommand.Lapse evaluated = story.lapse("no-follow-up");

    story.worked(story.deadline());

    assertThat(story.deadline()).isEqualTo(at("2026-04-07T09:00"));
    assertThat(story.refusal(evaluated, at("2026-04-04T09:00"))).isEqualTo(Refusal.STALE);
  }

  @Test
  void anActivityAtTheHardEndExtendsNothing() {
    Story story = Story.of("P10D", "P30D", "P20D").assigned("li-lei", at("2026-03-25T09:00"));

    story.worked(story.owned().protection().hardEnd());

    assertThat(story.deadline()).isEqualTo(story.owned().protection().hardEnd());
  }

  @Test
  void theHardEndIsBeforeAnInitialProtectionThatIsLonger() {
    Story story = Story.of("P30D", "P3D", "P20D").assigned("li-lei", at("2026-03-25T09:00"));

    assertThat(story.deadline()).isEqualTo(story.owned().protection().hardEnd());
  }

  @Test
  void anOfferCanBeAcceptedAtTheEndOfItsWindowUntilItsLapseIsApplied() {
    Story story = offered();
    Instant by = java.util.Objects.requireNonNull(story.owned().protection().acceptBy());
    LedgerCommand.Lapse lapse = new LedgerCommand.Lapse(1, by, LedgerCommand.Lapse.NOT_ACCEPTED);

    assertThat(story.refusal(lapse, by.minusMillis(1))).isEqualTo(Refusal.NOT_DUE);
    story.applies(new LedgerCommand.Accept(), by);

    assertThat(story.refusal(lapse, by)).isEqualTo(Refusal.STALE);
    assertThat(story.owned().protection().acceptedAt()).isEqualTo(by);
  }

  @Test
  void anOfferWhoseLapseIsAppliedCannotBeAcceptedAnyMore() {
    Story story = offered();
    Instant by = java.util.Objects.requireNonNull(story.owned().protection().acceptBy());

    story.applies(new LedgerCommand.Lapse(1, by, LedgerCommand.Lapse.NOT_ACCEPTED), by);

    assertThat(story.refusal(new LedgerCommand.Accept(), by)).isEqualTo(Refusal.STALE);
    assertThat(story.custody()).isEqualTo(new Custody.Assigning(2, 1, null, java.util.List.of()));
  }

  @Test
  void timeZoneAndHolidayErrors_workingDaysPassOverTheHolidaysAndCountMadeUpSaturdays() {
    Set<LocalDate> goldenWeek =
        Stream.iterate(LocalDate.of(2026, 10, 1), d -> d.plusDays(1))
            .limit(7)
            .collect(Collectors.toSet());
    OwnerCalendar calendar =
        new OwnerCalendar(Story.SHANGHAI, goldenWeek, Set.of(LocalDate.of(2026, 10, 10)));
    ProtectionTerms terms =
        new ProtectionTerms(Span.parse("P3D"), Span.parse("P2D"), Span.parse("P6D"), null, true);
    Story story = new Story(calendar, terms).assigned("li-lei", at("2026-09-30T10:00"));

    assertThat(story.deadline()).as("8, 9 and, 调休, Saturday 10").isEqualTo(at("2026-10-10T10:00"));
    story.worked(at("2026-10-09T10:00"));
    assertThat(story.deadline()).as("10 and Monday 12").isEqualTo(at("2026-10-12T10:00"));
    assertThat(story.owned().protection().hardEnd()).isEqualTo(at("2026-10-14T10:00"));
  }

  @Test
  void aHolidayInTheOwnersCalendarStopsWorkingDaysOnlyThere() {
    ProtectionTerms terms =
        new ProtectionTerms(Span.parse("P1D"), Span.parse("P1D"), Span.parse("P9D"), null, true);
    OwnerCalendar holiday =
        new OwnerCalendar(Story.SHANGHAI, Set.of(LocalDate.of(2026, 6, 19)), Set.of());

    Story there = new Story(holiday, terms).assigned("li-lei", at("2026-06-18T10:00"));
    Story elsewhere =
        new Story(OwnerCalendar.of(Story.SHANGHAI), terms)
            .assigned("li-lei", at("2026-06-18T10:00"));

    assertThat(there.deadline()).isEqualTo(at("2026-06-22T10:00"));
    assertThat(elsewhere.deadline()).isEqualTo(at("2026-06-19T10:00"));
  }

  @Test
  void aPolicyChangeNeverShortensARunningProtection() {
    Story story = Story.of("P10D", "P3D", "P20D").assigned("li-lei", at("2026-03-25T09:00"));
    ProtectionTerms shorter = Story.calendarDays("P1D", "P1D", "P2D");

    Outcome.Refusal refused =
        story.refusal(
            new LedgerCommand.Assign(0, "li-lei", "east", Story.grant("assigned"), shorter),
            at("2026-03-26T09:00"));
    story.worked(at("2026-04-03T09:00"));

    assertThat(refused).isEqualTo(Refusal.STALE);
    assertThat(story.deadline())
        .as("by the terms it was acquired with")
        .isEqualTo(at("2026-04-06T09:00"));
  }

  @Test
  void neverFollowedUpTreatedAsExpired_isNot() {
    Story story = Story.of("P10D", "P3D", "P20D").assigned("li-lei", at("2026-03-25T09:00"));

    assertThat(story.refusal(story.lapse("no-follow-up"), at("2026-03-25T09:01")))
        .isEqualTo(Refusal.NOT_DUE);
    assertThat(
            story.refusal(
                story.ruleLapse("no-follow-up", at("2026-03-25T09:00"), at("2026-03-26T09:00")),
                at("2026-03-26T09:00")))
        .as("a rule's clock does not cut into the protection")
        .isEqualTo(Refusal.NOT_DUE);
  }

  @Test
  void transfersThatRestartTheClock_doNotHowOftenTwoRepsMaySwap() {
    Story story = Story.of("P10D", "P3D", "P20D").assigned("li-lei", at("2026-03-25T09:00"));
    Instant deadline = story.deadline();
    Instant hardEnd = story.owned().protection().hardEnd();

    for (int day = 26; day < 31; day++) {
      story.transferred(day % 2 == 0 ? "han-meimei" : "li-lei", at("2026-03-" + day + "T09:00"));
    }

    assertThat(story.deadline()).isEqualTo(deadline);
    assertThat(story.owned().protection().hardEnd()).isEqualTo(hardEnd);
    assertThat(story.owned().protection().acquiredAt()).isEqualTo(at("2026-03-25T09:00"));
    story.worked(at("2026-04-03T09:00"));
    assertThat(story.deadline()).isEqualTo(at("2026-04-06T09:00"));
  }

  @Test
  void onlyAClaimOrAFreshDecisionStartsANewEpisode() {
    Story story = Story.of("P10D", "P3D", "P20D").assigned("li-lei", at("2026-03-25T09:00"));
    story.applies(new LedgerCommand.Release("no budget", null), at("2026-03-30T09:00"));

    story.applies(
        new LedgerCommand.Claim(
            2, "han-meimei", "east", "claimed", Story.calendarDays("P10D", "P3D", "P20D")),
        at("2026-04-01T09:00"));

    assertThat(story.deadline()).isEqualTo(at("2026-04-11T09:00"));
    assertThat(story.owned().protection().hardEnd()).isEqualTo(at("2026-04-21T09:00"));
  }

  @Test
  void anAssignmentAfterADeclineStartsItsOwnEpisode() {
    Story story = Story.of("P10D", "P3D", "P20D").assigned("li-lei", at("2026-03-25T09:00"));

    story.applies(new LedgerCommand.Decline("too far"), at("2026-03-26T09:00"));
    story.assigned("han-meimei", at("2026-03-26T10:00"));

    assertThat(story.deadline()).isEqualTo(at("2026-04-05T10:00"));
  }

  private static Story berlin() {
    return new Story(OwnerCalendar.of(BERLIN), Story.calendarDays("P10D", "P3D", "P20D"));
  }

  private static Story offered() {
    ProtectionTerms terms =
        new ProtectionTerms(
            Span.parse("P10D"), Span.parse("P3D"), Span.parse("P20D"), Span.parse("PT30M"), false);
    return new Story(OwnerCalendar.of(Story.SHANGHAI), terms)
        .assigned("li-lei", at("2026-03-25T09:00"));
  }

  private static long hours(Story story, Instant from) {
    return java.time.Duration.between(from, story.deadline()).toHours();
  }
}
