package dev.fairlead.pool.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TalentsTest {

  private static final LeadFacts LEAD =
      new LeadFacts(
          "lead", "form", List.of("中国", "华东区", "江苏"), null, null, "制造业", "大客户", "crm", null, null);

  @Test
  void whoHasEverythingTheLeadWantsFitsPerfectly() {
    Talents all =
        new Talents(
            Set.of("华东区"),
            Set.of("crm"),
            Set.of("制造业"),
            Set.of("大客户"),
            Set.of("crm"),
            Map.of("制造业", 9));

    assertThat(all.fit(LEAD)).isEqualTo(Talents.PERFECT);
    assertThat(Talents.NONE.fit(LEAD)).isZero();
  }

  @Test
  void everyPartCountsForItself() {
    assertThat(regions("华东区").fit(LEAD)).isEqualTo(25);
    assertThat(regions("上海").fit(LEAD)).isZero();
    assertThat(
            new Talents(Set.of(), Set.of(), Set.of(), Set.of(), Set.of(), Map.of("crm", 3))
                .fit(LEAD))
        .isEqualTo(6);
  }

  private static Talents regions(String name) {
    return new Talents(Set.of(name), Set.of(), Set.of(), Set.of(), Set.of(), Map.of());
  }
}
