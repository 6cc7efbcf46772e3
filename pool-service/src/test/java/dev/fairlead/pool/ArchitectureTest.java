package dev.fairlead.pool;

import dev.fairlead.kit.testing.ArchitectureRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

  @Test
  void theHouseRulesHold() {
    ArchitectureRules.check("pool");
  }
}
