package dev.fairlead.ownership.conduct.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.ownership.conduct.domain.Detectors.Protected;
import dev.fairlead.ownership.conduct.domain.Seen.Kind;
import dev.fairlead.ownership.domain.OwnerCalendar;
import dev.fairlead.ownership.domain.Span;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DetectorsTest {

  private static final OwnerCalendar CALENDAR = OwnerCalendar.of(ZoneId.of("Asia/Shanghai"));
  private static final Instant START = Instant.parse("2026-03-02T02:00:00Z");
  private static final Rule.ProtectedContact CONTACT =
      new Rule.ProtectedContact(true, Set.of("phone"));
  private static final Rule.Swap SWAP = new Rule.Swap(Span.parse("P30D"));
  private static final Rule.ClaimAndRelease CLAIM =
      new Rule.ClaimAndRelease(Span.parse("P1D"), 3, Span.parse("P30D"));
  private static final Rule.EmptyFollowUp EMPTY =
      new Rule.EmptyFollowUp(Span.parse("P1D"), 3, Span.parse("P30D"));
  private static final Rule.MateReclaim MATE = new Rule.MateReclaim(Span.parse("P7D"));

  @Test
  void workOnAPersonWhomAnotherRepProtectsIsABreachAgainstHim() {
    List<Finding> found =
        Detectors.protectedContact(CONTACT, work("b", 2, true), List.of(held("a", -5, -1, false)));

    assertThat(found)
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.repId()).isEqualTo("b");
              assertThat(finding.against()).isEqualTo("a");
              assertThat(finding.leadId()).isEqualTo("other");
              assertThat(finding.evidence()).containsExactly("work-b-2");
            });
  }

  @Test
  void workDoneAgainOnTheSameProtectionIsTheSameBreach() {
    Finding first =
        Detectors.protectedContact(CONTACT, work("b", 2, true), List.of(held("a", -5, -1, false)))
            .getFirst();
    Finding again =
        Detectors.protectedContact(CONTACT, work("b", 3, true), List.of(held("a", -5, -1, false)))
            .getFirst();

    assertThat(again.id()).isEqualTo(first.id());
  }

  @Test
  void whoHeldThePersonFirstDoesNotBreakIn() {
    List<Finding> found =
        Detectors.protectedContact(CONTACT, work("b", 2, true), List.of(held("a", -1, -5, false)));

    assertThat(found).isEmpty();
  }

  @Test
  void onePersonMayHaveTwoRepsForTwoProductsUnlessTheRuleSaysOtherwise() {
    Rule.ProtectedContact strict = new Rule.ProtectedContact(false, Set.of("phone"));
    List<Protected> same = List.of(held("a", -5, -1, true));

    assertThat(Detectors.protectedContact(CONTACT, work("b", 2, true), same)).isEmpty();
    assertThat(Detectors.protectedContact(strict, work("b", 2, true), same)).hasSize(1);
  }

  @Test
  void thereAndBackIsASwapOfBoth() {
    List<Finding> found =
        Detectors.swap(
            SWAP, transfer("b", "a", 3, 10, "b"), List.of(transfer("a", "b", 2, 1, "a")), CALENDAR);

    assertThat(found).extracting(Finding::repId).containsExactlyInAnyOrder("a", "b");
    assertThat(found)
        .allSatisfy(finding -> assertThat(finding.evidence()).containsExactly("t-2", "t-3"));
  }

  @Test
  void thereAndBackAfterALongTimeIsNone() {
    List<Finding> found =
        Detectors.swap(
            SWAP, transfer("b", "a", 3, 32, "b"), List.of(transfer("a", "b", 2, 1, "a")), CALENDAR);

    assertThat(found).isEmpty();
  }

  @Test
  void whatAManagerMovesIsNoSwap() {
    List<Finding> found =
        Detectors.swap(
            SWAP,
            transfer("b", "a", 3, 10, "boss"),
            List.of(transfer("a", "b", 2, 1, "a")),
            CALENDAR);

    assertThat(found).isEmpty();
  }

  @Test
  void aRoundOfThreeIsNoSwap() {
    List<Finding> found =
        Detectors.swap(
            SWAP,
            transfer("c", "a", 4, 10, "c"),
            List.of(transfer("a", "b", 2, 1, "a"), transfer("b", "c", 3, 2, "b")),
            CALENDAR);

    assertThat(found).isEmpty();
  }

  @Test
  void aClaimGivenBackUnworkedWithinADayIsIdle() {
    Seen claim = seen("c-3", 3, Kind.CLAIMED, "a", null, 0, "a");

    assertThat(
            Detectors.isIdleClaim(
                CLAIM, returned("a", 4, Duration.ofHours(23)), List.of(claim), CALENDAR))
        .isTrue();
    assertThat(
            Detectors.isIdleClaim(
                CLAIM, returned("a", 4, Duration.ofHours(25)), List.of(claim), CALENDAR))
        .isFalse();
  }

  @Test
  void aClaimThatWasWorkedOnIsNotIdle() {
    Seen claim = seen("c-3", 3, Kind.CLAIMED, "a", null, 0, "a");
    Seen work =
        new Seen("w", "lead", 3, Kind.ACTIVITY, "a", null, null, START.plusSeconds(60), true);

    assertThat(
            Detectors.isIdleClaim(
                CLAIM, returned("a", 4, Duration.ofHours(2)), List.of(claim, work), CALENDAR))
        .isFalse();
  }

  @Test
  void aNoteAloneDoesNotMakeAClaimWorkedOn() {
    Seen claim = seen("c-3", 3, Kind.CLAIMED, "a", null, 0, "a");
    Seen note =
        new Seen("w", "lead", 3, Kind.ACTIVITY, "a", null, null, START.plusSeconds(60), false);

    assertThat(
            Detectors.isIdleClaim(
                CLAIM, returned("a", 4, Duration.ofHours(2)), List.of(claim, note), CALENDAR))
        .isTrue();
  }

  @Test
  void emptyWorkIsSuspectOnlyShortlyBeforeTheDeadline() {
    Seen work = work("a", 9, true);

    assertThat(empty(work, true, START.plus(Duration.ofDays(9).plusHours(20)))).isTrue();
    assertThat(empty(work, true, START.plus(Duration.ofDays(12)))).isFalse();
    assertThat(empty(work, true, START.plus(Duration.ofDays(8)))).isFalse();
    assertThat(empty(work, false, START.plus(Duration.ofDays(9).plusHours(20)))).isFalse();
    assertThat(empty(work, true, null)).isFalse();
  }

  @Test
  void aMateWhoClaimsAndHandsBackHelpsToGetRoundTheBar() {
    List<Seen> before =
        List.of(returned("a", 2, Duration.ZERO), seen("c-3", 3, Kind.CLAIMED, "b", null, 2, "b"));

    List<Finding> found =
        Detectors.mateReclaim(
            MATE, transfer("b", "a", 4, 3, "b"), before, (x, y) -> true, CALENDAR);

    assertThat(found).extracting(Finding::repId).containsExactlyInAnyOrder("a", "b");
    assertThat(found.getFirst().evidence()).containsExactly("r-2", "c-3", "t-4");
  }

  @Test
  void aMateWhoClaimsAndLetsHimHelpDoesTheSame() {
    List<Seen> before =
        List.of(returned("a", 2, Duration.ZERO), seen("c-3", 3, Kind.CLAIMED, "b", null, 2, "b"));
    Seen help = seen("h", 3, Kind.HELPER_ADDED, "a", null, 3, "b");

    assertThat(Detectors.mateReclaim(MATE, help, before, (x, y) -> true, CALENDAR)).hasSize(2);
  }

  @Test
  void strangersAndLateClaimsAreNone() {
    List<Seen> late =
        List.of(returned("a", 2, Duration.ZERO), seen("c-3", 3, Kind.CLAIMED, "b", null, 9, "b"));
    List<Seen> soon =
        List.of(returned("a", 2, Duration.ZERO), seen("c-3", 3, Kind.CLAIMED, "b", null, 2, "b"));

    assertThat(
            Detectors.mateReclaim(
                MATE, transfer("b", "a", 4, 10, "b"), late, (x, y) -> true, CALENDAR))
        .isEmpty();
    assertThat(
            Detectors.mateReclaim(
                MATE, transfer("b", "a", 4, 3, "b"), soon, (x, y) -> false, CALENDAR))
        .isEmpty();
  }

  @Test
  void aMateWhoKeepsTheLeadDoesNothingWrong() {
    List<Seen> before =
        List.of(returned("a", 2, Duration.ZERO), seen("c-3", 3, Kind.CLAIMED, "b", null, 2, "b"));

    assertThat(
            Detectors.mateReclaim(
                MATE, transfer("b", "c", 4, 3, "b"), before, (x, y) -> true, CALENDAR))
        .isEmpty();
  }

  private static boolean empty(Seen work, boolean empty, @Nullable Instant deadline) {
    return Detectors.isEmptyFollowUp(EMPTY, work, empty, deadline, CALENDAR);
  }

  private static Seen work(String rep, int day, boolean qualifying) {
    return new Seen(
        "work-" + rep + "-" + day,
        "lead",
        1,
        Kind.ACTIVITY,
        rep,
        null,
        null,
        START.plus(Duration.ofDays(day)),
        qualifying);
  }

  private static Seen transfer(String from, String to, long epoch, int day, String operator) {
    return seen("t-" + epoch, epoch, Kind.TRANSFERRED, from, to, day, operator);
  }

  private static Seen returned(String rep, long epoch, Duration after) {
    return new Seen(
        "r-" + epoch, "lead", epoch, Kind.RETURNED, rep, null, rep, START.plus(after), false);
  }

  private static Seen seen(
      String id,
      long epoch,
      Kind kind,
      String rep,
      @Nullable String other,
      int day,
      String operator) {
    return new Seen(
        id, "lead", epoch, kind, rep, other, operator, START.plus(Duration.ofDays(day)), false);
  }

  private static Protected held(String owner, int since, int ownSince, boolean otherProduct) {
    return new Protected(
        "other",
        1,
        owner,
        START.plus(Duration.ofDays(since)),
        START.plus(Duration.ofDays(ownSince)),
        otherProduct);
  }
}
