package dev.fairlead.pool.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ClaimRulesTest {

  private static final Instant NOW = Instant.parse("2026-03-25T08:00:00Z");
  private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
  private static final ClaimLimits ALL =
      new ClaimLimits(5, Span.parse("PT10M"), Span.parse("PT1H"), Span.parse("P30D"), false, 10);
  private static final Usage NOTHING_USED = new Usage(0, null, 0, 0, false);
  private static final Rep REP = new Rep("li", Set.of("a"), SHANGHAI, false);

  @Test
  void aClaimWithinAllLimitsIsNotRefused() {
    assertThat(
            ClaimRules.refuseClaim(attempt(REP, lead(NOW.minusSeconds(3600)), null, NOTHING_USED)))
        .isEmpty();
  }

  /** Each check answers only when all before it are content: the order is part of the contract. */
  @Test
  void theFirstCheckThatRefusesIsTheAnswer() {
    Rep outsider = new Rep("wu", Set.of("b"), SHANGHAI, false);
    Usage everything = new Usage(5, NOW, 10, 99, true);
    PooledLead fresh = lead(NOW);
    PooledLead ripe = lead(NOW.minus(Duration.ofHours(1)));
    Usage noDaily = new Usage(0, NOW, 10, 99, true);
    Usage noInterval = new Usage(0, null, 10, 99, true);
    Usage noPoolCap = new Usage(0, null, 0, 99, true);
    Usage noGlobalCap = new Usage(0, null, 0, 0, true);

    assertThat(
            List.of(
                refusal(attempt(outsider, null, NOW, everything)),
                refusal(attempt(REP, null, NOW, everything)),
                refusal(attempt(REP, fresh, NOW, everything)),
                refusal(attempt(REP, ripe, NOW, everything)),
                refusal(attempt(REP, ripe, null, everything)),
                refusal(attempt(REP, ripe, null, noDaily)),
                refusal(attempt(REP, ripe, null, noInterval)),
                refusal(attempt(REP, ripe, null, noPoolCap)),
                refusal(attempt(REP, ripe, null, noGlobalCap))))
        .containsExactly(
            "claim.not-member",
            "claim.gone",
            "claim.cool-off",
            "claim.previous-owner",
            "claim.daily-limit",
            "claim.interval",
            "claim.pool-cap",
            "claim.global-cap",
            "claim.suspended");
  }

  /** "N counted in exact hours": to the nanosecond, whatever the calendar says. */
  @Test
  void anEarlierOwnerMayClaimAgainAfterExactHours() {
    PooledLead ripe = lead(NOW.minus(Duration.ofHours(1)));
    Instant thirtyDaysAgo = NOW.minus(Duration.ofHours(720));

    assertThat(ClaimRules.refuseClaim(attempt(REP, ripe, thirtyDaysAgo, NOTHING_USED))).isEmpty();
    assertThat(refusal(attempt(REP, ripe, thirtyDaysAgo.plusNanos(1), NOTHING_USED)))
        .isEqualTo("claim.previous-owner");
  }

  @Test
  void aClaimedLeadIsGone() {
    PooledLead claimed =
        new PooledLead(
            "lead",
            1,
            "east",
            "recycled",
            null,
            NOW,
            NOW,
            "claim",
            null,
            new Origin("c", null, ""));

    assertThat(refusal(attempt(REP, claimed, null, NOTHING_USED))).isEqualTo("claim.gone");
  }

  /** "No claim limits, the receiver's cap still holds." */
  @Test
  void anAssignmentKnowsNoClaimLimitsButTheReceiversCaps() {
    Usage limitsReached = new Usage(5, NOW, 0, 0, true);
    Usage capReached = new Usage(0, null, 10, 10, false);

    assertThat(ClaimRules.refuseAssignment(attempt(REP, lead(NOW), NOW, limitsReached))).isEmpty();
    assertThat(ClaimRules.refuseAssignment(attempt(REP, lead(NOW), NOW, capReached)))
        .contains(ClaimRefusal.POOL_CAP);
  }

  @Test
  void whoLeftIsNoMemberEvenOfAPoolForEverybody() {
    Rep gone = new Rep("li", Set.of("a"), SHANGHAI, true);

    assertThat(Members.EVERYBODY.include(REP)).isTrue();
    assertThat(Members.EVERYBODY.include(gone)).isFalse();
  }

  @Test
  void aRepsDayBeginsInHisZone() {
    Instant lateInUtc = Instant.parse("2026-03-25T20:00:00Z");

    assertThat(REP.startOfDay(lateInUtc)).isEqualTo(Instant.parse("2026-03-25T16:00:00Z"));
    assertThat(REP.nextDay(lateInUtc)).isEqualTo(Instant.parse("2026-03-26T16:00:00Z"));
  }

  private static String refusal(ClaimAttempt attempt) {
    return ClaimRules.refuseClaim(attempt).map(ClaimRefusal::code).orElse("none");
  }

  private static PooledLead lead(Instant pooledAt) {
    return PooledLead.released("lead", 1, "recycled", null, pooledAt, new Origin("c", null, ""))
        .in(pool());
  }

  private static Pool pool() {
    return new Pool(
        "east",
        "East",
        null,
        false,
        new Members(false, Set.of("a"), Set.of()),
        Set.of(),
        false,
        ALL,
        List.of(),
        null,
        Set.of(),
        Circulation.USUAL);
  }

  private static ClaimAttempt attempt(
      Rep rep, @Nullable PooledLead lead, @Nullable Instant lastOwned, Usage usage) {
    return new ClaimAttempt(
        rep, pool(), lead, lastOwned, usage, new PoolSettings(20, false, List.of()), NOW);
  }
}
