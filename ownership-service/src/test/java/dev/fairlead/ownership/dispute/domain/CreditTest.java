package dev.fairlead.ownership.dispute.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CreditTest {

  private static final Set<String> PARTIES = Set.of("a", "b");

  @Test
  void sharesThatSumToOneAreGood() {
    assertThat(Credit.fault(Map.of("a", 0.7, "b", 0.3), PARTIES)).isNull();
    assertThat(Credit.fault(Credit.halves("a", "b"), PARTIES)).isNull();
  }

  @Test
  void whatDoesNotSumToOneIsNot() {
    assertThat(Credit.fault(Map.of("a", 0.7, "b", 0.7), PARTIES)).contains("sum");
    assertThat(Credit.fault(Map.of("a", 0.5), PARTIES)).contains("sum");
  }

  @Test
  void nobodyIsCreditedWhoHasNoPartInIt() {
    assertThat(Credit.fault(Map.of("a", 0.5, "c", 0.5), PARTIES)).contains("part");
  }

  @Test
  void aShareIsMoreThanNothing() {
    assertThat(Credit.fault(Map.of("a", 1.5, "b", -0.5), PARTIES)).contains("above 0");
    assertThat(Credit.fault(Map.of("a", Double.NaN, "b", 0.5), PARTIES)).contains("above 0");
  }
}
