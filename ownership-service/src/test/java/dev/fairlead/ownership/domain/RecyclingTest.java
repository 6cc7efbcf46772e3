package dev.fairlead.ownership.domain;

import static dev.fairlead.ownership.domain.Story.at;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.ownership.domain.LedgerCommand.Lapse;
import dev.fairlead.ownership.domain.Outcome.Applied;
import dev.fairlead.ownership.domain.Outcome.Refusal;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is exempt from recycling, and what the clocks of recycle rules count from. */
class RecyclingTest {

  private static final Instant ACQUIRED = at("2026-03-25T09:00");
  private static final Instant DUE = at("2026-04-04T09:00");

  private final Story story = Story.of("P10D", "P3D", "P20D").assigned("li-lei", ACQUIRED);

  @Test
  void aLockedLeadIsNotRecycledUntilItIsUnlocked() {
    story.applies(new LedgerCommand.SetLock(true), ACQUIRED);

    assertThat(story.refusal(story.lapse("no-follow-up"), DUE)).isEqualTo(Refusal.LOCKED);
    story.applies(new LedgerCommand.SetLock(false), DUE);
    assertThat(story.tries(story.lapse("no-follow-up"), DUE)).isInstanceOf(Applied.class);
  }

  @Test
  void anAgreedAppointmentInTheFutureExemptsUntilItsInstant() {
    Instant meeting = at("2026-04-06T14:00");
    story.applies(new LedgerCommand.Appoint("li-lei", meeting, null), ACQUIRED);

    assertThat(story.refusal(story.lapse("no-follow-up"), meeting.minusMillis(1)))
        .isEqualTo(Refusal.APPOINTMENT);
    assertThat(story.tries(story.lapse("no-follow-up"), meeting)).isInstanceOf(Applied.class);
  }

  @Test
  void anAppointmentThatIsCalledOffExemptsNoLonger() {
    story.applies(new LedgerCommand.Appoint("li-lei", at("2026-04-06T14:00"), null), ACQUIRED);
    story.applies(new LedgerCommand.Appoint("li-lei", null, null), DUE);

    assertThat(story.tries(story.lapse("no-follow-up"), DUE)).isInstanceOf(Applied.class);
  }

  @Test
  void anOpenOpportunityExemptsFromLackOfFollowUpButNotFromLackOfADeal() {
    story.applies(new LedgerCommand.SetOpportunity("li-lei", true, null), ACQUIRED);

    assertThat(story.refusal(story.lapse("no-follow-up"), DUE)).isEqualTo(Refusal.OPPORTUNITY);
    assertThat(story.refusal(story.ruleLapse("no-opportunity", ACQUIRED, DUE), DUE))
        .isEqualTo(Refusal.OPPORTUNITY);
    assertThat(story.tries(story.ruleLapse("no-deal", ACQUIRED, DUE), DUE))
        .isInstanceOf(Applied.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"no-follow-up", "no-opportunity", "no-deal"})
  void anOpenDisputeExemptsFromEverything(String reason) {
    story.applies(new LedgerCommand.SetOpportunity("li-lei", true, null), ACQUIRED);
    story.applies(new LedgerCommand.OpenDispute("dp1"), ACQUIRED);

    assertThat(story.refusal(story.ruleLapse(reason, ACQUIRED, DUE), DUE))
        .isEqualTo(Refusal.DISPUTED);
  }

  @Test
  void theClockOfNoFollowUpCountsFromTheLatestQualifyingActivity() {
    story.worked(at("2026-04-01T09:00"));
    Instant due = at("2026-04-08T09:00");

    assertThat(story.refusal(story.ruleLapse("no-follow-up", ACQUIRED, due), due))
        .as("what was done between evaluation and release wins")
        .isEqualTo(Refusal.STALE);
    assertThat(story.tries(story.ruleLapse("no-follow-up", at("2026-04-01T09:00"), due), due))
        .isInstanceOf(Applied.class);
  }

  @Test
  void anActivityToldLateDoesNotTurnTheClockBack() {
    story.worked(at("2026-04-01T09:00"));
    story.worked(at("2026-03-28T09:00"));

    assertThat(story.owned().protection().workedAt()).isEqualTo(at("2026-04-01T09:00"));
  }

  @Test
  void aNoteAloneDoesNotMoveTheClock() {
    story.applies(
        new LedgerCommand.LogActivity("li-lei", "note", null, false, at("2026-04-03T09:00")),
        at("2026-04-03T09:00"));

    assertThat(story.tries(story.ruleLapse("no-follow-up", ACQUIRED, DUE), DUE))
        .isInstanceOf(Applied.class);
  }

  @Test
  void theClockOfNoDealCountsFromTheOpportunityAndStandsWhileItIsOpen() {
    Instant opened = at("2026-03-27T09:00");
    story.applies(new LedgerCommand.SetOpportunity("li-lei", true, null), opened);
    story.applies(
        new LedgerCommand.SetOpportunity("li-lei", true, java.math.BigDecimal.TEN),
        at("2026-03-29T09:00"));
    Lapse lapse = story.ruleLapse("no-deal", opened, at("2026-03-30T09:00"));

    assertThat(story.refusal(lapse, at("2026-03-30T08:59"))).isEqualTo(Refusal.NOT_DUE);
    story.applies(new LedgerCommand.SetOpportunity("li-lei", false, null), at("2026-03-30T09:00"));
    assertThat(story.refusal(lapse, at("2026-03-30T09:00"))).isEqualTo(Refusal.STALE);
  }

  @Test
  void aRuleMaySendTheLeadBackToAssignment() {
    Lapse lapse = new Lapse(1, DUE, "no-opportunity", ACQUIRED, Ledger.TO_ASSIGNMENT);

    story.applies(lapse, DUE);

    assertThat(story.custody()).isEqualTo(new Custody.Assigning(2, 0, null, List.of()));
    assertThat(story.facts(LedgerFact.Released.class))
        .singleElement()
        .satisfies(r -> assertThat(r.cause()).isEqualTo("recycled"))
        .satisfies(r -> assertThat(r.to()).isEqualTo(Ledger.TO_ASSIGNMENT));
  }

  @Test
  void aRuleMaySendAnUnansweredOfferToAPoolAtOnce() {
    Lapse lapse = new Lapse(1, DUE, Lapse.NOT_ACCEPTED, ACQUIRED, Ledger.TO_POOL);

    story.applies(lapse, DUE);

    assertThat(story.custody()).isEqualTo(new Custody.Pooled(2, null));
    assertThat(story.facts(LedgerFact.Released.class).getFirst().cause()).isEqualTo("not-accepted");
  }

  @Test
  void anUnansweredOfferWithoutADestinationGoesToTheNextCandidate() {
    story.applies(new Lapse(1, DUE, Lapse.NOT_ACCEPTED, ACQUIRED, null), DUE);

    assertThat(story.custody()).isEqualTo(new Custody.Assigning(2, 1, null, List.of()));
  }

  @Test
  void aContractThatEndsWithoutRenewalGivesTheLeadBack() {
    Instant until = at("2027-03-31T00:00");
    story.applies(new LedgerCommand.Close("won", null, null, until), DUE);
    Lapse lapse = new Lapse(2, until, Lapse.NO_RENEWAL, until, null);

    assertThat(story.refusal(lapse, until.minusMillis(1))).isEqualTo(Refusal.NOT_DUE);
    assertThat(story.refusal(new Lapse(2, until, "no-follow-up", until, null), until))
        .isEqualTo(Refusal.CLOSED);
    story.applies(lapse, until);
    assertThat(story.custody()).isEqualTo(new Custody.Pooled(3, null));
    assertThat(story.facts(LedgerFact.Released.class).getLast().from()).isEqualTo("li-lei");
  }

  @Test
  void aWonLeadWithoutAnEndOfContractIsNeverRecycled() {
    story.applies(new LedgerCommand.Close("won", null, null), DUE);

    assertThat(story.refusal(new Lapse(2, DUE, Lapse.NO_RENEWAL, DUE, null), DUE))
        .isEqualTo(Refusal.STALE);
  }

  @Test
  void aRecalledLeadIsDecidedAgainAndClaimsOfTheOldEpochAreStale() {
    story.applies(new LedgerCommand.Release("no budget", null), DUE);

    story.applies(new LedgerCommand.Recall(2, "touched"), DUE);

    assertThat(story.custody()).isEqualTo(new Custody.Assigning(3, 0, null, List.of()));
    assertThat(story.facts(LedgerFact.Released.class).getLast().cause()).isEqualTo("touched");
    assertThat(
            story.refusal(
                new LedgerCommand.Claim(
                    2, "emma", "east", "claimed", Story.calendarDays("P1D", "P1D", "P2D")),
                DUE))
        .isEqualTo(Refusal.STALE);
  }

  @Test
  void aPoolAdminsRecallHasTheCauseAdminAndHisWords() {
    story.applies(new LedgerCommand.Release("no budget", null), DUE);

    story.applies(new LedgerCommand.Recall(2, "new budget"), DUE);

    assertThat(story.facts(LedgerFact.Released.class).getLast())
        .satisfies(r -> assertThat(r.cause()).isEqualTo("admin"))
        .satisfies(r -> assertThat(r.reason()).isEqualTo("new budget"));
  }
}
