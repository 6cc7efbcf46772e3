package dev.fairlead.pool.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
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

  /**
   * The order is a property: of all the checks that would refuse, the answer is the earliest in
   * domain order, whatever the others say.
   */
  @Property
  void theAnswerIsAlwaysTheEarliestOfAllChecksThatRefuse(
      @ForAll boolean outsider,
      @ForAll boolean gone,
      @ForAll boolean coolingOff,
      @ForAll boolean owned,
      @ForAll boolean overDaily,
      @ForAll boolean tooSoon,
      @ForAll boolean overPoolCap,
      @ForAll boolean overGlobalCap,
      @ForAll boolean suspended) {
    Map<String, Boolean> refusing = new LinkedHashMap<>();
    refusing.put("claim.not-member", outsider);
    refusing.put("claim.gone", gone);
    refusing.put("claim.cool-off", coolingOff);
    refusing.put("claim.previous-owner", owned);
    refusing.put("claim.daily-limit", overDaily);
    refusing.put("claim.interval", tooSoon);
    refusing.put("claim.pool-cap", overPoolCap);
    refusing.put("claim.global-cap", overGlobalCap);
    refusing.put("claim.suspended", suspended);
    String first =
        refusing.entrySet().stream()
            .filter(Map.Entry::getValue)
            .map(Map.Entry::getKey)
            .findFirst()
            .orElse("none");

    String answer =
        refusal(
            attempt(
                new Rep("li", Set.of(outsider ? "b" : "a"), SHANGHAI, false),
                gone ? null : lead(coolingOff ? NOW : NOW.minus(Duration.ofHours(1))),
                owned ? NOW.minusSeconds(1) : null,
                new Usage(
                    overDaily ? 5 : 4,
                    tooSoon ? NOW.minusSeconds(1) : null,
                    overPoolCap ? 10 : 9,
                    overGlobalCap ? 20 : 19,
                    suspended)));

    assertThat(answer).isEqualTo(gone && first.equals("claim.cool-off") ? "claim.gone" : first);
  }

  /**
   * The cap that is reached first counts: "pool holding cap and global holding cap, the smaller".
   */
  @Test
  void theSmallerOfTheCapsHolds() {
    PooledLead ripe = lead(NOW.minus(Duration.ofHours(1)));

    assertThat(refusal(attempt(REP, ripe, null, new Usage(0, null, 10, 10, false))))
        .isEqualTo("claim.pool-cap");
    assertThat(refusal(attempt(REP, ripe, null, new Usage(0, null, 0, 20, false))))
        .isEqualTo("claim.global-cap");
    assertThat(refusal(attempt(REP, ripe, null, new Usage(0, null, 9, 19, false))))
        .isEqualTo("none");
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
