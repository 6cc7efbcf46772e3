package dev.fairlead.pool.domain;

import static dev.fairlead.pool.domain.Courses.CALENDAR;
import static dev.fairlead.pool.domain.Courses.START;
import static dev.fairlead.pool.domain.Courses.day;
import static dev.fairlead.pool.domain.Courses.end;
import static dev.fairlead.pool.domain.Courses.owned;
import static dev.fairlead.pool.domain.Courses.rule;
import static dev.fairlead.pool.domain.Courses.worked;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class DuePlanTest {

  @Test
  void withoutRulesTheProtectionItselfEnds() {
    assertThat(end(owned()))
        .isEqualTo(
            new End(new Due(LapseReason.NO_FOLLOW_UP, day(10), day(10), null, null), day(10)));
  }

  @Test
  void aRuleNeverRingsWithinTheProtection() {
    assertThat(end(owned(rule(LapseReason.NO_FOLLOW_UP, "P2D"))).at()).isEqualTo(day(10));
    assertThat(end(owned(rule(LapseReason.NO_OPPORTUNITY, "P2D"))).at()).isEqualTo(day(10));
  }

  @Test
  void aRuleMayLetTheOwnerGoOnAfterTheProtectionButNotBeyondItsHardEnd() {
    Due ruled = end(owned(rule(LapseReason.NO_FOLLOW_UP, "P15D"))).due();
    Due capped = end(owned(rule(LapseReason.NO_FOLLOW_UP, "P40D"))).due();

    assertThat(ruled).isEqualTo(new Due(LapseReason.NO_FOLLOW_UP, day(15), day(15), START, null));
    assertThat(capped).isEqualTo(new Due(LapseReason.NO_FOLLOW_UP, day(20), day(10), null, null));
  }

  /** The race of an activity against the release: the ledger compares this basis. */
  @Test
  void followUpCountsFromTheLatestQualifyingActivity() {
    Custody custody = worked(owned(rule(LapseReason.NO_FOLLOW_UP, "P9D")), day(4), day(10));

    assertThat(end(custody).due())
        .isEqualTo(new Due(LapseReason.NO_FOLLOW_UP, day(13), day(13), day(4), null));
    assertThat(end(worked(custody, day(2), day(10))).due().basis()).isEqualTo(day(4));
  }

  @Test
  void anActivityFromBeforeTheEpisodeDoesNotCount() {
    Custody custody = worked(owned(rule(LapseReason.NO_FOLLOW_UP, "P12D")), day(-1), day(10));

    assertThat(end(custody).due().basis()).isEqualTo(START);
  }

  @Test
  void ofSeveralClocksTheEarliestIsTheEnd() {
    Custody custody =
        owned(rule(LapseReason.NO_FOLLOW_UP, "P18D"), rule(LapseReason.NO_OPPORTUNITY, "P14D"));

    assertThat(end(custody).due())
        .isEqualTo(new Due(LapseReason.NO_OPPORTUNITY, day(14), day(14), START, null));
  }

  /** Quoted as the protection's own deadline, so that an activity still wins against it. */
  @Test
  void aRuleThatIsOverWhenTheProtectionEndsGivesTheReason() {
    assertThat(end(owned(rule(LapseReason.NO_OPPORTUNITY, "P7D"))).due())
        .isEqualTo(new Due(LapseReason.NO_OPPORTUNITY, day(10), day(10), null, null));
  }

  @Test
  void aRuleWithoutAnAcceptWindowInTheTermsMakesOne() {
    Custody offered = owned(rule(LapseReason.NOT_ACCEPTED, "PT2H"));

    assertThat(end(offered).due())
        .isEqualTo(
            new Due(
                LapseReason.NOT_ACCEPTED,
                START.plusSeconds(7200),
                START.plusSeconds(7200),
                START,
                null));
    assertThat(end(offered.accepted(CALENDAR, START.plusSeconds(5), Courses.ORIGIN)).due().reason())
        .isEqualTo(LapseReason.NO_FOLLOW_UP);
  }

  @Test
  void theRuleSaysWhereTheLeadGoes() {
    RecycleRule back =
        new RecycleRule(LapseReason.NO_FOLLOW_UP, Span.parse("P2D"), null, Destination.ASSIGNMENT);

    assertThat(end(owned(back)).due().to()).isEqualTo(Destination.ASSIGNMENT);
  }

  @Test
  void ofTheRulesForAReasonTheOneForTheLevelCounts() {
    RecycleRule all = rule(LapseReason.NO_DEAL, "P30D");
    RecycleRule key = new RecycleRule(LapseReason.NO_DEAL, Span.parse("P90D"), "大客户", null);
    List<RecycleRule> rules = List.of(all, key);

    assertThat(RecycleRule.forLevel(rules, "大客户")).containsExactly(key);
    assertThat(RecycleRule.forLevel(rules, "小客户")).containsExactly(all);
    assertThat(RecycleRule.forLevel(List.of(key), null)).isEmpty();
  }
}
