package dev.fairlead.notification.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class MatrixTest {

  private static final Instant AT = Instant.parse("2026-03-25T09:00:00Z");
  private static final Instant DEADLINE = AT.plusSeconds(864_000);
  private static final Chiefs CHIEFS =
      new Chiefs(
          Map.of("east", List.of("chief"), "west", List.of("boss")),
          Map.of("eve", List.of("boss"), "ann", List.of("chief")),
          Map.of("public", List.of("warden")));

  /** Owned by ann of team east at epoch 3; bob helps, carl helped until a while ago. */
  private static final Lead LEAD =
      new Lead(
          "L",
          3,
          "ann",
          "east",
          List.of(new Lead.Helper("bob", null), new Lead.Helper("carl", AT.minusSeconds(1))),
          Set.of("dora", "ann"),
          List.of(),
          Summary.NONE,
          false,
          null);

  static Stream<Arguments> table() {
    return Stream.of(
        row(granted("assigned", null), told("dan", NoticeType.ASSIGNED, Role.OWNER)),
        row(granted("assigned", AT.plusSeconds(60)), told("dan", NoticeType.OFFERED, Role.OWNER)),
        row(granted("claimed", null), told("dan", NoticeType.CLAIM_WON, Role.OWNER)),
        row(
            new Happening.Accepted("L", 3, "ann"),
            told("chief", NoticeType.ACCEPTED, Role.MANAGER)),
        row(
            new Happening.Transferred("L", 4, "ann", "dan", "west", DEADLINE),
            told("dan", NoticeType.TRANSFERRED_IN, Role.OWNER),
            told("ann", NoticeType.TRANSFERRED_OUT, Role.PREVIOUS_OWNER)),
        row(released("ann", "recycled"), told("ann", NoticeType.RECYCLED, Role.PREVIOUS_OWNER)),
        row(released("ann", "returned"), told("ann", NoticeType.RETURNED, Role.PREVIOUS_OWNER)),
        row(released("ann", "declined"), told("ann", NoticeType.DECLINED, Role.PREVIOUS_OWNER)),
        row(
            released("ann", "not-accepted"),
            told("ann", NoticeType.NOT_ACCEPTED, Role.PREVIOUS_OWNER)),
        row(released("ann", "disputed"), told("ann", NoticeType.RELEASED, Role.PREVIOUS_OWNER)),
        row(released(null, "unassigned")),
        row(expiring("P1D"), told("ann", NoticeType.EXPIRING, Role.OWNER)),
        row(
            expiring("PT0S"),
            told("ann", NoticeType.EXPIRING, Role.OWNER),
            told("chief", NoticeType.EXPIRING, Role.MANAGER)),
        row(new Happening.Touched("L", "form"), told("ann", NoticeType.TOUCHED, Role.OWNER)),
        row(
            new Happening.ClaimLost("L", "eve", "gone"),
            told("eve", NoticeType.CLAIM_LOST, Role.CLAIMANT)),
        row(
            new Happening.Closed("L", 4, "won", "ann"),
            told("bob", NoticeType.CLOSED, Role.HELPER)),
        row(
            new Happening.Held("L", "no-rule", false),
            told("boss", NoticeType.UNASSIGNED, Role.MANAGER),
            told("chief", NoticeType.UNASSIGNED, Role.MANAGER)),
        row(
            new Happening.Held("L", "no-rule", true),
            told("boss", NoticeType.UNASSIGNED_OVERDUE, Role.MANAGER),
            told("chief", NoticeType.UNASSIGNED_OVERDUE, Role.MANAGER)),
        row(
            new Happening.Held("L", "over-capacity", false),
            told("boss", NoticeType.CAPACITY_FULL, Role.MANAGER),
            told("chief", NoticeType.CAPACITY_FULL, Role.MANAGER)),
        row(
            new Happening.CapReached("L", "eve"),
            told("boss", NoticeType.CAPACITY_FULL, Role.MANAGER)),
        row(
            new Happening.Archived("L", "public", null),
            told("warden", NoticeType.ARCHIVED, Role.POOL_ADMIN),
            told("chief", NoticeType.ARCHIVED, Role.MANAGER)),
        row(
            new Happening.HelperAdded("L", "eve", null),
            told("eve", NoticeType.HELPER_ADDED, Role.REP)),
        row(
            new Happening.DisputeOpened("L", "eve", "ann", DEADLINE),
            told("ann", NoticeType.DISPUTE_OPENED, Role.OWNER),
            told("eve", NoticeType.DISPUTE_OPENED, Role.CLAIMANT),
            told("chief", NoticeType.DISPUTE_OPENED, Role.MANAGER)),
        row(
            new Happening.DisputeOverdue("L", DEADLINE),
            told("chief", NoticeType.DISPUTE_OVERDUE, Role.MANAGER)),
        row(
            new Happening.DisputeDecided("L", "split", Set.of("fay")),
            told("ann", NoticeType.DISPUTE_DECIDED, Role.OWNER),
            told("dora", NoticeType.DISPUTE_DECIDED, Role.CLAIMANT),
            told("fay", NoticeType.DISPUTE_DECIDED, Role.CLAIMANT)),
        row(
            new Happening.Violation("L", "eve", "poaching"),
            told("eve", NoticeType.VIOLATION, Role.REP),
            told("boss", NoticeType.VIOLATION, Role.MANAGER)),
        row(
            new Happening.Penalty(null, "eve", "warning", null, false),
            told("eve", NoticeType.PENALTY, Role.REP)),
        row(
            new Happening.Penalty(null, "eve", "warning", null, true),
            told("eve", NoticeType.PENALTY_LIFTED, Role.REP)),
        row(
            new Happening.PenaltyAppeal(null, "eve", "opened"),
            told("boss", NoticeType.PENALTY_APPEAL, Role.MANAGER)),
        row(
            new Happening.PenaltyAppeal(null, "eve", "lifted"),
            told("eve", NoticeType.PENALTY_APPEAL, Role.REP)),
        row(
            new Happening.FollowUpDue("L", 3, "ann", DEADLINE, 1, true, true),
            told("ann", NoticeType.FOLLOW_UP_DUE, Role.OWNER),
            told("chief", NoticeType.FOLLOW_UP_DUE, Role.MANAGER)),
        row(new Happening.FollowedUp("L", 3)),
        row(new Happening.Received("L", Summary.NONE)),
        row(new Happening.Erased("L")),
        row(new Happening.HelperRemoved("L", "bob")));
  }

  @ParameterizedTest
  @MethodSource("table")
  void everyHappeningIsToldToThoseItConcerns(Happening happening, List<Told> expected) {
    // When
    List<Told> told = Matrix.DEFAULT.tell(happening, LEAD, CHIEFS, AT);

    // Then
    assertThat(told).containsExactlyElementsOf(expected);
  }

  @Test
  void whoTransfersALeadToHimselfIsToldOnce() {
    // When
    List<Told> told =
        Matrix.DEFAULT.tell(
            new Happening.Transferred("L", 4, "ann", "ann", null, DEADLINE), LEAD, CHIEFS, AT);

    // Then
    assertThat(told).containsExactly(told("ann", NoticeType.TRANSFERRED_IN, Role.OWNER));
  }

  @Test
  void nobodyIsToldOfAnEpochThatIsOver() {
    // When
    List<Told> told =
        Matrix.DEFAULT.tell(
            new Happening.Expiring("L", 2, "old", DEADLINE, "P1D"), LEAD, CHIEFS, AT);

    // Then
    assertThat(told).isEmpty();
  }

  @Test
  void whatTheMatrixGivesNoChannelsIsNotTold() {
    // Given
    Matrix quiet =
        Matrix.DEFAULT.with(
            Map.of(
                NoticeType.TOUCHED,
                Map.of(Role.OWNER, new TreeSet<>(), Role.MANAGER, new TreeSet<>(Set.of("inApp")))));

    // When
    List<Told> told = quiet.tell(new Happening.Touched("L", "form"), LEAD, CHIEFS, AT);

    // Then
    assertThat(told).containsExactly(told("chief", NoticeType.TOUCHED, Role.MANAGER));
  }

  private static Happening granted(String cause, @Nullable Instant by) {
    return new Happening.Granted("L", 4, "dan", "east", cause, DEADLINE, by, null);
  }

  private static Happening released(@Nullable String from, String cause) {
    return new Happening.Released("L", 4, from, cause, null);
  }

  private static Happening expiring(String step) {
    return new Happening.Expiring("L", 3, "ann", DEADLINE, step);
  }

  private static Told told(String recipient, NoticeType type, Role role) {
    return new Told(recipient, type, role);
  }

  private static Arguments row(Happening happening, Told... told) {
    return Arguments.of(happening, List.of(told));
  }
}
