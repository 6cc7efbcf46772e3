package dev.fairlead.ownership;

import dev.fairlead.kit.testing.ArchitectureRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

  @Test
  void theLedgerKeepsToTheRulesOfTheHouse() {
    ArchitectureRules.check("ownership");
  }
}
