package dev.fairlead.assignment;

import dev.fairlead.kit.testing.ArchitectureRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

  @Test
  void keepsTheHouseRules() {
    ArchitectureRules.check("assignment");
  }
}
