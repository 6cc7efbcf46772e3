package dev.fairlead.ownership.domain;

import static dev.fairlead.ownership.domain.Story.at;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.ownership.domain.Custody.Helper;
import dev.fairlead.ownership.domain.Outcome.Refusal;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Hand-off, helpers, merges, disputes: what goes along with a lead and what does not. */
class HandingOnTest {

  private static final Instant NOW = at("2026-03-25T09:00");

  private final Story story = Story.of("P10D", "P3D", "P20D").assigned("sdr-1", NOW);

  @Test
  void whoHandsOffStaysHelperAndTheNextStageBeginsItsOwnEpisode() {
    story.applies(new LedgerCommand.HandOff("ae", "qualified", null), at("2026-03-27T09:00"));
    assertThat(story.custody())
        .isEqualTo(new Custody.Assigning(2, 0, "ae", List.of(new Helper("sdr-1", "write", null))));

    story.applies(
        new LedgerCommand.Assign(
            2,
            "ae-1",
            "east",
            Story.grant("handed-off"),
            Story.calendarDays("P10D", "P3D", "P20D"),
            List.of(new Helper("expert", "read", null))),
        at("2026-03-27T10:00"));

    assertThat(story.owned().owner()).isEqualTo("ae-1");
    assertThat(story.owned().helpers())
        .extracting(Helper::repId)
        .containsExactly("sdr-1", "expert");
    assertThat(story.deadline()).isEqualTo(at("2026-04-06T10:00"));
    assertThat(story.facts(LedgerFact.HelperAdded.class))
        .extracting(f -> f.helper().repId())
        .containsExactly("sdr-1", "expert");
  }

  @Test
  void aDeclinedHandOffIsDecidedAgainInItsStageWithTheSameHelper() {
    story.applies(new LedgerCommand.HandOff("ae", null, null), NOW);
    story.assigned("ae-1", NOW);

    story.applies(new LedgerCommand.Decline("on leave"), NOW);

    assertThat(story.custody())
        .isEqualTo(new Custody.Assigning(4, 1, "ae", List.of(new Helper("sdr-1", "write", null))));
    assertThat(story.facts(LedgerFact.Released.class).getLast().stage()).isEqualTo("ae");
  }

  @Test
  void aWonLeadGoesToCustomerSuccessAndNowhereElse() {
    story.applies(new LedgerCommand.Close("won", null, null), NOW);

    assertThat(story.refusal(new LedgerCommand.HandOff("ae", null, null), NOW))
        .isEqualTo(Refusal.CLOSED);
    story.applies(new LedgerCommand.HandOff("csm", null, null), NOW);

    assertThat(story.custody()).isInstanceOf(Custody.Assigning.class);
    assertThat(story.facts(LedgerFact.HandedOff.class).getFirst().from()).isEqualTo("sdr-1");
  }

  @Test
  void aLostLeadIsNotHandedOff() {
    story.applies(new LedgerCommand.Close("lost", "price", null), NOW);

    assertThat(story.refusal(new LedgerCommand.HandOff("csm", null, null), NOW))
        .isEqualTo(Refusal.CLOSED);
  }

  @Test
  void helpersLoseTheirAccessWithTheOwnershipTheyHelped() {
    story.applies(new LedgerCommand.AddHelper(new Helper("expert", "write", null)), NOW);

    story.applies(new LedgerCommand.Release("no budget", null), NOW);

    assertThat(story.facts(LedgerFact.HelperRemoved.class))
        .containsExactly(new LedgerFact.HelperRemoved("expert", "ended"));
  }

  @Test
  void aHelperWhoseTimeIsOverIsTakenOffOnce() {
    Instant until = at("2026-03-26T09:00");
    story.applies(new LedgerCommand.AddHelper(new Helper("expert", "write", until)), NOW);
    story.applies(new LedgerCommand.AddHelper(new Helper("mate", "read", null)), NOW);

    story.applies(new LedgerCommand.ExpireHelpers(), until);
    story.applies(new LedgerCommand.ExpireHelpers(), until);

    assertThat(story.facts(LedgerFact.HelperRemoved.class))
        .containsExactly(new LedgerFact.HelperRemoved("expert", "expired"));
    assertThat(story.owned().helpers()).extracting(Helper::repId).containsExactly("mate");
  }

  @Test
  void aReceiverIsNoHelperOfHisOwnLeadAndTheOldOwnerMayStayOne() {
    story.applies(new LedgerCommand.AddHelper(new Helper("ae-1", "write", null)), NOW);
    Instant until = at("2026-04-01T09:00");

    story.applies(new LedgerCommand.Transfer("ae-1", "east", "his region", until), NOW);

    assertThat(story.owned().helpers()).containsExactly(new Helper("sdr-1", "write", until));
    assertThat(story.facts(LedgerFact.HelperRemoved.class))
        .containsExactly(new LedgerFact.HelperRemoved("ae-1", "owner"));
  }

  @Test
  void aLockStaysWithTheOwnerWhoseNumberItIsOutOf() {
    story.applies(new LedgerCommand.SetLock(true), NOW);

    story.transferred("ae-1", NOW);

    assertThat(story.owned().exemptions().locked()).isFalse();
    assertThat(story.facts(LedgerFact.LockSet.class)).hasSize(2);
  }

  @Test
  void appointmentsOpportunitiesAndDisputesGoAlongWithATransfer() {
    Instant meeting = at("2026-04-10T09:00");
    story.applies(new LedgerCommand.Appoint("sdr-1", meeting, "demo"), NOW);
    story.applies(new LedgerCommand.SetOpportunity("sdr-1", true, null), NOW);
    story.applies(new LedgerCommand.OpenDispute("dp1"), NOW);

    story.transferred("ae-1", NOW);

    assertThat(story.owned().exemptions())
        .isEqualTo(new Exemptions(false, meeting, NOW, List.of("dp1")));
  }

  @Test
  void aMergedLeadIsClosedAndNamesItsSurvivor() {
    story.applies(new LedgerCommand.Merge("other", "same person"), NOW);

    assertThat(story.custody())
        .isEqualTo(new Custody.Closed(2, "merged", "sdr-1", "east", "other", null));
    assertThat(story.refusal(new LedgerCommand.Merge("another", null), NOW))
        .isEqualTo(Refusal.CLOSED);
  }

  @Test
  void aDisputedLeadIsNeitherReturnedNorHandedOffNorMergedButCanBeWon() {
    story.applies(new LedgerCommand.OpenDispute("dp1"), NOW);

    assertThat(story.refusal(new LedgerCommand.Release("x", null), NOW))
        .isEqualTo(Refusal.DISPUTED);
    assertThat(story.refusal(new LedgerCommand.Decline("x"), NOW)).isEqualTo(Refusal.DISPUTED);
    assertThat(story.refusal(new LedgerCommand.HandOff("ae", null, null), NOW))
        .isEqualTo(Refusal.DISPUTED);
    assertThat(story.refusal(new LedgerCommand.Merge("other", null), NOW))
        .isEqualTo(Refusal.DISPUTED);
    story.applies(new LedgerCommand.Close("won", null, null), NOW);
  }

  @Test
  void aDecisionForTheClaimantTransfersInTheEpisodeTheLeadIsIn() {
    Instant hardEnd = story.owned().protection().hardEnd();
    story.applies(new LedgerCommand.OpenDispute("dp1"), NOW);

    story.applies(decision("transfer", "ae-1"), at("2026-03-30T09:00"));

    assertThat(story.owned().owner()).isEqualTo("ae-1");
    assertThat(story.owned().grant().cause()).isEqualTo("disputed");
    assertThat(story.owned().exemptions().isDisputed()).isFalse();
    assertThat(story.owned().protection().hardEnd()).isEqualTo(hardEnd);
  }

  @Test
  void aDecisionForThePoolReleasesAndOneThatUpholdsOnlyUnfreezes() {
    story.applies(new LedgerCommand.OpenDispute("dp1"), NOW);
    story.applies(new LedgerCommand.OpenDispute("dp2"), NOW);
    story.applies(decision("uphold", null), NOW);
    assertThat(story.owned().exemptions().disputes()).containsExactly("dp2");
    assertThat(story.owned().epoch()).isEqualTo(1);

    story.applies(
        new LedgerCommand.DecideDispute("dp2", "pool", null, null, "east", "neither"), NOW);

    assertThat(story.custody()).isEqualTo(new Custody.Pooled(2, "east"));
    assertThat(story.facts(LedgerFact.Released.class).getLast().cause()).isEqualTo("disputed");
  }

  @Test
  void creditOfAWonLeadCanStillBeSplitButNotTheLeadMoved() {
    story.applies(new LedgerCommand.OpenDispute("dp1"), NOW);
    story.applies(new LedgerCommand.Close("won", null, null), NOW);

    assertThat(story.refusal(decision("transfer", "ae-1"), NOW)).isEqualTo(Refusal.CLOSED);
    story.applies(decision("split", null), NOW);

    assertThat(story.custody().epoch()).isEqualTo(2);
  }

  @Test
  void automaticAssignmentOverwritingAManualOne_isRefused() {
    story.applies(
        new LedgerCommand.Assign(
            1, "ae-1", "east", Story.grant("admin"), Story.calendarDays("P1D", "P1D", "P2D")),
        NOW);
    Instant deadline = story.deadline();

    Refusal refused =
        story.refusal(
            new LedgerCommand.Assign(
                2,
                "sdr-2",
                "east",
                Story.grant("assigned"),
                Story.calendarDays("P1D", "P1D", "P2D")),
            NOW);

    assertThat(refused).isEqualTo(Refusal.STALE);
    assertThat(story.owned().owner()).isEqualTo("ae-1");
    assertThat(deadline)
        .as("a manual transfer keeps the episode")
        .isEqualTo(at("2026-04-04T09:00"));
  }

  private static LedgerCommand.DecideDispute decision(String outcome, String to) {
    return new LedgerCommand.DecideDispute("dp1", outcome, to, "east", null, "he was first");
  }
}
