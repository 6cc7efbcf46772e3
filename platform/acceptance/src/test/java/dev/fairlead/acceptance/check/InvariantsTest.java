package dev.fairlead.acceptance.check;

import static dev.fairlead.acceptance.check.Recording.ASSIGNMENT;
import static dev.fairlead.acceptance.check.Recording.LEAD;
import static dev.fairlead.acceptance.check.Recording.NOTIFICATION;
import static dev.fairlead.acceptance.check.Recording.OWNERSHIP;
import static dev.fairlead.acceptance.check.Recording.POOL;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class InvariantsTest {

  private final Tape tape = new Tape();

  @Test
  void a_lead_that_goes_to_a_rep_to_the_pool_and_to_another_breaks_nothing() throws Exception {
    Seen granted = tape.granted("a", "alice");
    tape.add(POOL, "expiring", "a", 1, granted.id());
    Seen lapsed = tape.add(POOL, "lapsed", "a", 1, granted.id());
    Seen released = released(lapsed, 2, "alice", "pool");
    tape.add(POOL, "pooled", "a", 2, released.id(), "pool", "east");
    Seen claimed = tape.add(POOL, "claimed", "a", 2, "", "repId", "bob");
    tape.grant(claimed, 3, "bob");

    for (Invariant invariant :
        List.of(
            new Decisions(),
            new CustodyChains(),
            new Proposals(),
            new Releases(),
            new Claims(),
            new Warnings(),
            new Notices())) {
      assertThat(invariant.check(tape.recording()).violations()).as(invariant.name()).isEmpty();
    }
    assertThat(Standing.of(tape.recording().of("a", OWNERSHIP), false).end())
        .isEqualTo(new Standing("owned", 3, "bob", "2026-04-04T00:00:00Z", "2026-04-14T00:00:00Z"));
  }

  @Test
  void a_second_owner_is_found() throws Exception {
    Seen granted = tape.granted("a", "alice");
    tape.grant(granted, 2, "bob");

    assertThat(said(new CustodyChains()))
        .containsExactly("granted to a second owner while alice holds it");
  }

  @Test
  void a_gap_between_epochs_is_found() throws Exception {
    tape.granted("a", "alice");
    tape.add(OWNERSHIP, "closed", "a", 3, "");

    assertThat(said(new CustodyChains())).containsExactly("epoch 3 follows epoch 1");
  }

  @Test
  void a_transfer_that_restarts_the_clock_is_found() throws Exception {
    tape.granted("a", "alice");
    tape.add(
        OWNERSHIP,
        "transferred",
        "a",
        2,
        "",
        "from",
        "alice",
        "to",
        "bob",
        "deadline",
        "2026-04-10T00:00:00Z",
        "hardEnd",
        "2026-04-20T00:00:00Z");

    assertThat(said(new CustodyChains()))
        .containsExactly("a transfer moved the hard end of the protection");
  }

  @Test
  void an_extension_behind_the_hard_end_is_found() throws Exception {
    tape.granted("a", "alice");
    tape.add(OWNERSHIP, "extended", "a", 1, "", "deadline", "2026-04-15T00:00:00Z");

    assertThat(said(new CustodyChains()))
        .containsExactly("an extension reaches behind the hard end");
  }

  @Test
  void a_release_from_somebody_else_is_found() throws Exception {
    Seen granted = tape.granted("a", "alice");
    released(granted, 2, "bob", "pool");

    assertThat(said(new CustodyChains())).containsExactly("released from bob, but alice holds it");
  }

  @Test
  void a_proposal_without_an_answer_and_one_with_two_are_found() throws Exception {
    Seen silent = tape.add(ASSIGNMENT, "assigned", "a", 0, "", "repId", "alice");
    Seen twice = tape.add(ASSIGNMENT, "assigned", "b", 0, "", "repId", "alice");
    tape.grant(twice, 1, "alice");
    tape.add(OWNERSHIP, "refused", "b", 1, twice.id(), "reason", "stale");

    assertThat(said(new Proposals()))
        .containsExactlyInAnyOrder(
            "the ledger did not answer " + silent, "the ledger answered " + twice + " twice");
  }

  @Test
  void a_dead_letter_that_waits_or_was_replayed_with_another_body_is_no_violation()
      throws Exception {
    tape.add(ASSIGNMENT, "assigned", "a", -1, "");
    Seen replayed = tape.add(ASSIGNMENT, "assigned", "b", -1, "");
    tape.grant(replayed, 1, "alice");

    assertThat(said(new Proposals())).isEmpty();
  }

  @Test
  void a_grant_without_a_proposal_and_one_that_differs_from_it_are_found() throws Exception {
    tape.add(OWNERSHIP, "granted", "a", 1, "", "owner", "alice");
    Seen assigned = tape.add(ASSIGNMENT, "assigned", "b", 0, "", "repId", "alice");
    tape.grant(assigned, 1, "bob");

    assertThat(said(new Proposals()))
        .containsExactlyInAnyOrder(
            "granted without a proposal", "granted something else than proposed");
  }

  @Test
  void a_release_that_nobody_took_up_and_a_lead_in_several_pools_are_found() throws Exception {
    Seen first = released(tape.granted("a", "alice"), 2, "alice", "pool");
    released(tape.granted("b", "alice"), 2, "alice", "assignment");
    Seen third = released(tape.granted("c", "alice"), 2, "alice", "pool");
    tape.add(POOL, "pooled", "c", 2, third.id(), "pool", "east");
    tape.add(POOL, "pooled", "c", 2, third.id(), "pool", "west");
    tape.add(POOL, "pooled", "d", 2, first.id(), "pool", "east");

    assertThat(said(new Releases()))
        .containsExactlyInAnyOrder(
            "released, but in no pool",
            "released, but not decided",
            "in several pools",
            "pooled, but not released to a pool");
  }

  @Test
  void a_release_that_was_overtaken_by_the_next_change_of_custody_is_none() throws Exception {
    released(tape.granted("a", "alice"), 2, "alice", "pool");
    tape.add(OWNERSHIP, "closed", "a", 3, "");

    assertThat(said(new Releases())).isEmpty();
  }

  @Test
  void two_winners_of_a_claim_are_found_and_a_refused_one_is_none() throws Exception {
    tape.add(POOL, "claimed", "a", 2, "", "repId", "alice");
    tape.add(POOL, "claimed", "a", 2, "", "repId", "bob");
    Seen refused = tape.add(POOL, "claimed", "b", 2, "", "repId", "alice");
    tape.add(OWNERSHIP, "refused", "b", 2, refused.id(), "reason", "cap");
    tape.add(POOL, "claimed", "b", 2, "", "repId", "bob");

    assertThat(said(new Claims())).containsExactly("claimed twice at epoch 2");
  }

  @Test
  void a_lapse_without_a_warning_of_the_same_epoch_is_found() throws Exception {
    tape.add(POOL, "expiring", "a", 1, "");
    tape.add(POOL, "lapsed", "a", 3, "");

    assertThat(said(new Warnings())).containsExactly("lapsed unwarned");
  }

  @Test
  void a_lost_lead_and_a_test_lead_that_was_given_away_are_found() throws Exception {
    tape.add(LEAD, "received", "a", -1, "", "test", "false");
    tape.add(LEAD, "received", "b", -1, "", "test", "true");
    tape.add(ASSIGNMENT, "assigned", "b", 0, "", "repId", "alice");

    assertThat(said(new Decisions()))
        .containsExactly("received, but never decided on", "a test lead was decided on");
  }

  @Test
  void the_same_told_twice_is_found() throws Exception {
    String[] once = {"causeEventId", "e", "recipient", "alice", "channel", "in-app"};
    tape.add(NOTIFICATION, "delivered", "a", -1, "", once);
    tape.add(NOTIFICATION, "delivered", "a", -1, "", once);

    assertThat(said(new Notices())).hasSize(1);
  }

  @Test
  void a_redelivered_record_is_one_event_and_another_body_for_its_id_a_contradiction() {
    Seen granted = tape.granted("a", "alice");
    tape.again(granted, true);
    tape.again(granted, false);

    assertThat(tape.recording().repeated()).isEqualTo(2);
    assertThat(tape.recording().of("a", OWNERSHIP)).containsExactly(granted);
    assertThat(tape.recording().contradictions()).containsExactly(granted);
  }

  @Test
  void a_lead_whose_beginning_the_topic_has_forgotten_is_followed_from_where_it_is_known()
      throws Exception {
    tape.recording().begunLate(OWNERSHIP);
    tape.add(OWNERSHIP, "granted", "a", 5, "", "owner", "alice");
    tape.add(OWNERSHIP, "released", "a", 6, "", "from", "alice", "to", "pool");
    tape.add(OWNERSHIP, "released", "a", 8, "", "to", "assignment");

    assertThat(said(new CustodyChains())).containsExactly("epoch 8 follows epoch 6");
  }

  private Seen released(Seen cause, long epoch, String from, String to) {
    return tape.add(OWNERSHIP, "released", cause.key(), epoch, cause.id(), "from", from, "to", to);
  }

  private List<String> said(Invariant invariant) throws Exception {
    return invariant.check(tape.recording()).violations().stream().map(Violation::what).toList();
  }
}
