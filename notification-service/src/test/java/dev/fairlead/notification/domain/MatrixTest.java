package dev.fairlead.notification.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class MatrixTest {

  private static final Instant AT = Instant.parse("2026-03-25T09:00:00Z");
  private static final Instant DEADLINE = AT.plusSeconds(864_000);
  private static final List<String> MANAGERS = List.of("chief", "boss");

  /** Owned by ann at epoch 3; bob helps, carl helped until a while ago. */
  private static final Lead LEAD =
      new Lead(
          "L",
          3,
          "ann",
          List.of(new Lead.Helper("bob", null), new Lead.Helper("carl", AT.minusSeconds(1))),
          Set.of("dora", "ann"),
          List.of(),
          Summary.NONE,
          false);

  static Stream<Arguments> table() {
    return Stream.of(
        row(granted("assigned", null), told("dan", NoticeType.ASSIGNED)),
        row(granted("assigned", AT.plusSeconds(60)), told("dan", NoticeType.OFFERED)),
        row(granted("claimed", null), told("dan", NoticeType.CLAIM_WON)),
        row(
            new Happening.Transferred("L", 4, "ann", "dan", DEADLINE),
            told("dan", NoticeType.TRANSFERRED_IN),
            told("ann", NoticeType.TRANSFERRED_OUT)),
        row(released("ann", "recycled"), told("ann", NoticeType.RECYCLED)),
        row(released("ann", "returned"), told("ann", NoticeType.RETURNED)),
        row(released("ann", "declined"), told("ann", NoticeType.DECLINED)),
        row(released("ann", "not-accepted"), told("ann", NoticeType.NOT_ACCEPTED)),
        row(released("ann", "disputed"), told("ann", NoticeType.RELEASED)),
        row(released(null, "unassigned")),
        row(
            new Happening.Expiring("L", 3, "ann", DEADLINE, "P1D"),
            told("ann", NoticeType.EXPIRING)),
        row(new Happening.Touched("L", "form"), told("ann", NoticeType.TOUCHED)),
        row(new Happening.ClaimLost("L", "eve", "gone"), told("eve", NoticeType.CLAIM_LOST)),
        row(new Happening.Closed("L", 4, "won", "ann"), told("bob", NoticeType.CLOSED)),
        row(
            new Happening.Held("L", "no-rule"),
            told("chief", NoticeType.UNASSIGNED),
            told("boss", NoticeType.UNASSIGNED)),
        row(new Happening.HelperAdded("L", "eve", null), told("eve", NoticeType.HELPER_ADDED)),
        row(
            new Happening.DisputeOpened("L", "eve", "ann", DEADLINE),
            told("ann", NoticeType.DISPUTE_OPENED),
            told("eve", NoticeType.DISPUTE_OPENED)),
        row(
            new Happening.DisputeDecided("L", "split", Set.of("fay")),
            told("ann", NoticeType.DISPUTE_DECIDED),
            told("dora", NoticeType.DISPUTE_DECIDED),
            told("fay", NoticeType.DISPUTE_DECIDED)),
        row(new Happening.Violation("L", "eve", "poaching"), told("eve", NoticeType.VIOLATION)),
        row(
            new Happening.Penalty(null, "eve", "warning", null, false),
            told("eve", NoticeType.PENALTY)),
        row(
            new Happening.Penalty(null, "eve", "warning", null, true),
            told("eve", NoticeType.PENALTY_LIFTED)),
        row(new Happening.Received("L", Summary.NONE)),
        row(new Happening.Erased("L")),
        row(new Happening.HelperRemoved("L", "bob")));
  }

  @ParameterizedTest
  @MethodSource("table")
  void everyHappeningIsToldToThoseItConcerns(Happening happening, List<Told> expected) {
    // When
    List<Told> told = Matrix.tell(happening, LEAD, MANAGERS, AT);

    // Then
    assertThat(told).containsExactlyElementsOf(expected);
  }

  @Test
  void whoTransfersALeadToHimselfIsToldOnce() {
    // When
    List<Told> told =
        Matrix.tell(new Happening.Transferred("L", 4, "ann", "ann", DEADLINE), LEAD, MANAGERS, AT);

    // Then
    assertThat(told).containsExactly(told("ann", NoticeType.TRANSFERRED_IN));
  }

  @Test
  void nobodyIsToldOfAnEpochThatIsOver() {
    // When
    List<Told> told =
        Matrix.tell(new Happening.Expiring("L", 2, "old", DEADLINE, "P1D"), LEAD, MANAGERS, AT);

    // Then
    assertThat(told).isEmpty();
  }

  private static Happening granted(String cause, @Nullable Instant by) {
    return new Happening.Granted("L", 4, "dan", cause, DEADLINE, by);
  }

  private static Happening released(@Nullable String from, String cause) {
    return new Happening.Released("L", 4, from, cause);
  }

  private static Told told(String recipient, NoticeType type) {
    return new Told(recipient, type);
  }

  private static Arguments row(Happening happening, Told... told) {
    return Arguments.of(happening, List.of(told));
  }
}
