package dev.fairlead.pool.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.pool.domain.LeadFacts;
import dev.fairlead.pool.domain.RegionTree;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConditionsTest {

  private final Conditions conditions =
      new Conditions(
          new RegionTree(
              Map.of(
                  "华东区", List.of("华东区"),
                  "East", List.of("华东区"),
                  "江苏", List.of("华东区", "江苏"))));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "within(lead.region, \"华东区\") && lead.industry == \"制造业\" && lead.segment == \"大客户\"",
        "within(lead.region, \"East\")",
        "lead.value >= 100000",
        "lead.value > 99999.5",
        "\"华东区\" in lead.regionPath",
        "lead.city == \"\"",
        "lead.company.contains(\"Acme\")"
      })
  void aConditionHoldsForTheLeadItMeans(String when) {
    assertThat(Conditions.problem(when)).isEmpty();
    assertThat(conditions.hold(when, lead(new BigDecimal("100000")))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"lead.value < 5", "lead.value > 5", "lead.value + 1 > 0"})
  void aLeadWithoutAValueIsNeitherMoreNorLess(String when) {
    assertThat(conditions.hold(when, lead(null))).isFalse();
  }

  @Test
  void aRegionAboveIsNotWithinTheOneBelow() {
    LeadFacts east =
        new LeadFacts("lead", "form", List.of("华东区"), null, null, null, null, null, null, null);

    assertThat(conditions.hold("within(lead.region, \"江苏\")", east)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "lead.industry = \"制造业\"",
        "lead.idustry == \"制造业\"",
        "rep.region == \"x\"",
        "1 + 1",
        "within(lead.region)"
      })
  void whatIsNoConditionOverALeadIsRefused(String when) {
    assertThat(Conditions.problem(when)).isPresent();
  }

  private static LeadFacts lead(@Nullable BigDecimal value) {
    return new LeadFacts(
        "lead", "form", List.of("华东区", "江苏"), null, "CN", "制造业", "大客户", "crm", value, "Acme");
  }
}
