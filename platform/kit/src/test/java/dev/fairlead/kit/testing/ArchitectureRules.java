package dev.fairlead.kit.testing;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameEndingWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;

/** The house's architecture as rules; each is seen failing once in the kit's own tests. */
public final class ArchitectureRules {

  private static final String ROOT = "dev.fairlead.";
  private static final List<String> SERVICES =
      List.of("intake", "assignment", "ownership", "pool", "notification");

  private ArchitectureRules() {}

  /** Checks every rule on the production classes of a service. */
  public static void check(String shortName) {
    JavaClasses classes =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(ROOT + shortName);
    all(shortName).forEach(rule -> rule.check(classes));
  }

  /** Every rule. */
  public static List<ArchRule> all(String shortName) {
    return List.of(
        pureDomain(),
        timePassedIntoTheDomain(),
        domainAndUseCasesBelowAdapters(),
        noOtherService(shortName),
        noProducer(),
        noJunkDrawer());
  }

  /** Domain packages know the JDK, themselves and the nullness annotations only. */
  public static ArchRule pureDomain() {
    return classes()
        .that()
        .resideInAPackage(ROOT + "*..domain..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("java..", "org.jspecify..", ROOT + "*..domain..")
        .because("the domain must be decidable without a server")
        .allowEmptyShould(true);
  }

  /** Time is an argument, so that a decision can be made again. */
  public static ArchRule timePassedIntoTheDomain() {
    return noClasses()
        .that()
        .resideInAPackage(ROOT + "*..domain..")
        .should()
        .callMethod(java.time.Instant.class, "now")
        .orShould()
        .callMethod(java.time.LocalDate.class, "now")
        .orShould()
        .callMethod(java.time.ZonedDateTime.class, "now")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .because("time is passed in")
        .allowEmptyShould(true);
  }

  /** adapter → use cases → domain, never back to the outside of HTTP and Kafka. */
  public static ArchRule domainAndUseCasesBelowAdapters() {
    return noClasses()
        .that()
        .areTopLevelClasses()
        .and()
        .haveSimpleNameNotEndingWith("Resource")
        .should()
        .dependOnClassesThat(
            resideOutsideOfPackage(ROOT + "kit..").and(simpleNameEndingWith("Resource")))
        .because("nothing depends on an HTTP resource")
        .allowEmptyShould(true);
  }

  /** Services talk through Kafka only. */
  public static ArchRule noOtherService(String shortName) {
    String[] others =
        SERVICES.stream()
            .filter(s -> !s.equals(shortName))
            .map(s -> ROOT + s + "..")
            .toArray(String[]::new);
    return noClasses()
        .that()
        .resideInAPackage(ROOT + shortName + "..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(others)
        .because("what services share is the published language")
        .allowEmptyShould(true);
  }

  /** Facts leave through the event log. */
  public static ArchRule noProducer() {
    return noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.apache.kafka.clients.producer..")
        .because("facts leave through the event log, in the transaction of the change")
        .allowEmptyShould(true);
  }

  /** No util, no common. */
  public static ArchRule noJunkDrawer() {
    return noClasses()
        .should()
        .resideInAnyPackage("..util..", "..utils..", "..common..", "..helper..")
        .because("a package is named after what it is about")
        .allowEmptyShould(true);
  }
}
