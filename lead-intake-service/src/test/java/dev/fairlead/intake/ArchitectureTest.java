package dev.fairlead.intake;

import dev.fairlead.kit.testing.ArchitectureRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

  @Test
  void keeps_the_rules_of_the_house() {
    ArchitectureRules.check("intake");
  }
}
