package dev.fairlead.kit.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import dev.fairlead.intake.broken.LooksUp;
import dev.fairlead.intake.broken.KnowsThePool;
import dev.fairlead.intake.broken.SendsByItself;
import dev.fairlead.kit.broken.domain.KnowsJson;
import dev.fairlead.kit.broken.domain.LooksAtTheClock;
import dev.fairlead.kit.broken.util.Strings;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each rule is seen failing on a class that breaks it. */
class ArchitectureRulesTest {

  static Stream<Arguments> breaches() {
    return Stream.of(
        Arguments.of(ArchitectureRules.pureDomain(), KnowsJson.class),
        Arguments.of(ArchitectureRules.timePassedIntoTheDomain(), LooksAtTheClock.class),
        Arguments.of(ArchitectureRules.domainAndUseCasesBelowAdapters(), LooksUp.class),
        Arguments.of(ArchitectureRules.noOtherService("intake"), KnowsThePool.class),
        Arguments.of(ArchitectureRules.noProducer(), SendsByItself.class),
        Arguments.of(ArchitectureRules.noJunkDrawer(), Strings.class));
  }

  @ParameterizedTest
  @MethodSource("breaches")
  void theRuleNamesTheClassThatBreaksIt(ArchRule rule, Class<?> offender) {
    assertThatThrownBy(() -> rule.check(new ClassFileImporter().importClasses(offender)))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining(offender.getSimpleName());
  }

  @Test
  void noRuleIsWithoutABreach() {
    assertThat(breaches()).hasSize(ArchitectureRules.all("intake").size());
  }
}
