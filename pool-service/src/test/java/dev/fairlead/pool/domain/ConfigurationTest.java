package dev.fairlead.pool.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ConfigurationTest {

  private static final RecycleRule HOUSE = Courses.rule(LapseReason.NO_DEAL, "P90D");
  private static final RecycleRule OF_EAST = Courses.rule(LapseReason.NO_DEAL, "P30D");
  private static final RecycleRule OF_KEY =
      new RecycleRule(LapseReason.NO_DEAL, Span.parse("P60D"), "大客户", null);
  private static final LeadFacts EASTERN = facts("大客户");

  private final Pool east = pool("east", "matches", OF_EAST, OF_KEY);
  private final Pool west = pool("west", null);

  @Test
  void thePoolALeadWasClaimedFromMakesItsRules() {
    ClockRules rules = rules(List.of(east, west), "west", EASTERN);

    assertThat(rules.pool()).isEqualTo("west");
    assertThat(rules.recycle()).containsExactly(HOUSE);
  }

  @Test
  void elseThePoolWhoseScopeItIsInAtItsLevel() {
    ClockRules rules = rules(List.of(west, east), null, EASTERN);

    assertThat(rules.pool()).isEqualTo("east");
    assertThat(rules.recycle()).containsExactly(OF_KEY);
    assertThat(rules(List.of(east), null, facts("small")).recycle()).containsExactly(OF_EAST);
  }

  @Test
  void elseTheHouse() {
    ClockRules rules = rules(List.of(west), null, EASTERN);

    assertThat(rules.pool()).isNull();
    assertThat(rules.recycle()).containsExactly(HOUSE);
    assertThat(rules.warn()).isEqualTo(PoolSettings.USUAL_STEPS);
    assertThat(rules.provisional()).isFalse();
  }

  /** Topics have no order among each other: a lead's facts may come after its owner. */
  @Test
  void withoutTheFactsTheyAreProvisionalWhereFactsMatter() {
    assertThat(rules(List.of(east), null, null).provisional()).isTrue();
    assertThat(rules(List.of(east), null, null).recycle()).containsExactly(HOUSE);
    assertThat(rules(List.of(west), null, null).provisional()).isFalse();
  }

  private static ClockRules rules(
      List<Pool> pools, @Nullable String claimedFrom, @Nullable LeadFacts facts) {
    PoolSettings settings =
        new PoolSettings(null, false, List.of(), List.of(HOUSE), false, PoolSettings.USUAL_NOTICE);
    return new Configuration(pools, settings, 1)
        .rulesFor(claimedFrom, facts, (pool, lead) -> "matches".equals(pool.when()));
  }

  private static Pool pool(String id, @Nullable String when, RecycleRule... rules) {
    Pool plain = Courses.pool(id, ArchiveRule.NEVER, rules);
    return new Pool(
        id,
        id,
        when,
        false,
        plain.members(),
        Set.of(),
        false,
        plain.claim(),
        List.of(),
        null,
        Set.of(),
        plain.circulation());
  }

  private static LeadFacts facts(String segment) {
    return new LeadFacts("lead", "form", List.of(), null, null, null, segment, null, null, null);
  }
}
