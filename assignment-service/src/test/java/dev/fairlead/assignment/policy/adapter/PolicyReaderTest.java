package dev.fairlead.assignment.policy.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.fairlead.assignment.decision.domain.LeadFacts;
import dev.fairlead.assignment.policy.domain.Condition;
import dev.fairlead.assignment.policy.domain.Finding;
import dev.fairlead.assignment.policy.domain.Policy;
import dev.fairlead.assignment.policy.domain.Rule;
import dev.fairlead.assignment.roster.domain.RegionTree;
import dev.fairlead.assignment.roster.domain.RegionTree.Node;
import dev.fairlead.assignment.roster.domain.Roster;
import dev.fairlead.assignment.roster.domain.Team;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyReaderTest {

  private static final RegionTree REGIONS =
      new RegionTree(
          List.of(
              new Node(
                  "华东区",
                  List.of("East China"),
                  List.of(
                      new Node("上海", List.of("上海市", "Shanghai", "CN-SH"), List.of()),
                      new Node("江苏", List.of("Jiangsu"), List.of())))));
  private static final Roster ROSTER =
      new Roster(
          1,
          List.of(new Team("key-a", "大客户A组", Team.Absence.NEUTRAL, null, List.of())),
          List.of(),
          REGIONS);
  private static final Condition.World WORLD =
      new Condition.World(java.time.Instant.parse("2026-03-25T02:00:00Z"), ROSTER);
  private static final LeadFacts LEAD =
      new LeadFacts(
          "form",
          "form/main",
          "ACME",
          "CEO",
          List.of(),
          "Shanghai",
          null,
          "CN",
          "制造业",
          "大客户",
          "crm",
          new BigDecimal("120000.50"),
          null,
          null,
          null,
          null,
          Map.of("source", "x"),
          null);

  private final PolicyReader reader = new PolicyReader(new CelConditions(), "P10D", "P3D", "P20D");

  private PolicyReader.Reading read(String yaml) {
    try {
      return reader.read(1, new YAMLMapper().readTree(yaml), ROSTER, WORLD.now());
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private PolicyReader.Reading withCondition(String when) {
    return read(
        "{rules: [{id: r, when: '"
            + when.replace("'", "''")
            + "', assign: {team: key-a}}], fallback: {pool: public}}");
  }

  @Test
  void theDocumentOfTheContractsPageIsUnderstoodWhole() {
    PolicyReader.Reading reading =
        read(
            """
            name: default
            rules:
              - id: east-manufacturing-key
                name: 华东制造业大客户
                when: 'within(lead.region, "华东区") && lead.industry == "制造业" && lead.segment == "大客户"'
                assign: { team: key-a, reps: 'rep.skills["manufacturing"] >= 2', prefer: 'lead.productLine in rep.interests', strategy: weighted, respectCapacity: true, rateCap: { per: day, max: 30 }, availability: PT24H }
                protect: { initial: P10D, extend: P3D, max: P20D, accept: PT30M, days: calendar }
                otherwise: { pool: east }
            fallback: { pool: public }
            existingOwner: keep
            """);

    assertThat(reading.errors()).isEmpty();
    assertThat(reading.policy().existingOwner()).isEqualTo(Policy.ExistingOwner.KEEP);
    Rule rule = reading.policy().rules().getFirst();
    assertThat(rule.otherwise()).isEqualTo(new Rule.Otherwise.ToPool("east"));
    assertThat(rule.protect())
        .isEqualTo(new Rule.Protect("P10D", "P3D", "P20D", "PT30M", "calendar"));
    assertThat(rule.assign()).isNotNull();
    if (rule.assign() != null) {
      assertThat(rule.assign().strategy()).isEqualTo(Rule.Strategy.WEIGHTED);
      assertThat(rule.assign().availability()).isEqualTo(Duration.ofHours(24));
    }
    Condition.Answer answer = rule.when().ask(LEAD.view(REGIONS, null), Map.of(), WORLD);
    assertThat(answer).isEqualTo(Condition.Answer.YES);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          within(lead.region, "East China")                  | true
          within(lead.region, "江苏")                         | false
          within(lead.region, "nowhere")                     | false
          lead.region == "上海" && lead.regionPath[0] == "华东区" | true
          lead.value > 100000                                | true
          lead.value > 120000.5                              | false
          anyOf(lead.source, ["form", "meta"])               | true
          anyOf(lead.regionPath, ["江苏", "华东区"])            | true
          lead.company.matches("AC.*")                       | true
          lead.city == ""                                    | true
          lead.utm.medium == "" && lead.utm.source == "x"    | true
          lead.utm.unheard == "x"                            | false
          """)
  void conditionsSeeTheLead(String when, boolean holds) {
    PolicyReader.Reading reading = withCondition(when);

    assertThat(reading.errors()).isEmpty();
    Condition condition = reading.policy().rules().getFirst().when();
    assertThat(condition.ask(LEAD.view(REGIONS, null), Map.of(), WORLD).holds()).isEqualTo(holds);
  }

  @Test
  void aConditionThatFailsDoesNotHoldAndSaysWhy() {
    Condition condition =
        withCondition("lead.utm.unheard == \"x\"").policy().rules().getFirst().when();

    Condition.Answer answer = condition.ask(LEAD.view(REGIONS, null), Map.of(), WORLD);

    assertThat(answer.holds()).isFalse();
    assertThat(answer.error()).contains("unheard");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          lead.segmnt == "x"     | condition.type   | undefined field 'segmnt' (line 1, column 5)
          lead.industry == 3     | condition.type   | no matching overload
          lead.industry ==       | condition.syntax | (line 1, column 17)
          lead.industry          | condition.type   | expected type 'bool'
          nearby(lead.region)    | condition.type   | undeclared reference to 'nearby'
          """)
  void aWrongConditionIsFoundWithItsPlace(String when, String code, String message) {
    List<Finding> errors = withCondition(when).errors();

    assertThat(errors)
        .anySatisfy(
            error -> {
              assertThat(error.code()).isEqualTo(code);
              assertThat(error.pointer()).isEqualTo("/rules/0/when");
              assertThat(error.ruleId()).isEqualTo("r");
              assertThat(error.message()).contains(message);
            });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {rules: [{id: r, assign: {team: nobody}}], fallback: {pool: p}}                        | team.unknown         | /rules/0/assign/team
          {rules: [{id: r, assign: {team: key-a, strategy: dice}}], fallback: {pool: p}}         | strategy.unknown     | /rules/0/assign/strategy
          {rules: [{id: r, assign: {team: key-a}, protect: {initial: 10 days}}], fallback: {pool: p}} | duration.invalid | /rules/0/protect/initial
          {rules: [{id: r, assign: {team: key-a, availability: PT200H}}], fallback: {pool: p}}   | duration.invalid     | /rules/0/assign/availability
          {rules: [{assign: {team: key-a}}], fallback: {pool: p}}                                | rule.id-missing      | /rules/0/id
          {rules: [{id: r}], fallback: {pool: p}} | rule.empty | /rules/0
          {rules: []}                                                                            | fallback.missing     | /fallback
          """)
  void whatIsWrongIsFoundWithItsPlace(String yaml, String code, String pointer) {
    List<Finding> errors = read(yaml).errors();

    assertThat(errors)
        .anySatisfy(
            error -> {
              assertThat(error.code()).isEqualTo(code);
              assertThat(error.pointer()).isEqualTo(pointer);
            });
  }

  @Test
  void aRuleBelowOneThatTakesAllIsShadowed() {
    PolicyReader.Reading reading =
        read(
            "{rules: [{id: all, when: 'true', assign: {team: key-a}},"
                + " {id: never, when: 'lead.city == \"x\"', assign: {team: key-a}}],"
                + " fallback: {pool: p}}");

    assertThat(reading.errors()).isEmpty();
    assertThat(reading.findings())
        .anySatisfy(
            finding -> {
              assertThat(finding.code()).isEqualTo("rule.shadowed");
              assertThat(finding.ruleId()).isEqualTo("never");
            });
  }

  @Test
  void aRegionThatNobodyKnowsIsPointedOut() {
    List<Finding> findings = withCondition("within(lead.region, \"华冻区\")").findings();

    assertThat(findings).extracting(Finding::code).contains("region.unknown");
  }
}
