package dev.fairlead.assignment.policy.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.fairlead.assignment.policy.domain.Finding;
import dev.fairlead.assignment.roster.domain.RegionTree;
import dev.fairlead.assignment.roster.domain.Rep;
import dev.fairlead.assignment.roster.domain.Roster;
import dev.fairlead.assignment.roster.domain.Team;
import dev.fairlead.assignment.roster.domain.WorkingHours;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LintTest {

  private static final RegionTree REGIONS =
      new RegionTree(
          List.of(
              new RegionTree.Node(
                  "华东区", List.of(), List.of(new RegionTree.Node("上海", List.of(), List.of())))));
  private static final Rep JUNIOR =
      new Rep(
          "junior",
          "Junior",
          List.of("key-a"),
          List.of(),
          null,
          1,
          WorkingHours.always(ZoneOffset.UTC),
          "active",
          false,
          Map.of("id", "junior", "skills", Map.of("manufacturing", 1L), "region", "上海"));
  private static final Roster ROSTER =
      new Roster(
          1,
          List.of(new Team("key-a", "A", Team.Absence.NEUTRAL, null, List.of())),
          List.of(JUNIOR),
          REGIONS);

  @Test
  void aRuleFromWhichOthersTakeEverythingIsShadowedAndTheExampleShowsIt() {
    List<Finding> findings =
        lint(
            """
            - {id: east, when: 'within(lead.region, "华东区")', assign: {team: key-a}}
            - {id: shanghai, when: 'lead.region == "上海" && lead.industry == "制造业"', assign: {team: key-a}}
            """);

    Finding shadowed = only(findings, "rule.shadowed");
    assertThat(shadowed.ruleId()).isEqualTo("shanghai");
    assertThat(shadowed.pointer()).isEqualTo("/rules/1");
    assertThat(shadowed.message()).contains("east");
    assertThat(shadowed.example()).isEqualTo(Map.of("region", "上海", "industry", "制造业"));
  }

  @Test
  void twoRulesThatTogetherTakeEverythingShadowAThird() {
    List<Finding> findings =
        lint(
            """
            - {id: small, when: 'lead.value < 1000.0', assign: {team: key-a}}
            - {id: large, when: 'lead.value >= 1000.0', assign: {team: key-a}}
            - {id: never, when: 'lead.city == "上海"', assign: {team: key-a}}
            """);

    assertThat(only(findings, "rule.shadowed").ruleId()).isEqualTo("never");
    assertThat(findings).noneMatch(finding -> finding.code().equals("policy.gap"));
  }

  @Test
  void rulesThatOverlapAreNamedWithALeadThatBothWant() {
    Finding overlap =
        only(
            lint(
                """
                - {id: key, when: 'lead.segment == "大客户"', assign: {team: key-a}}
                - {id: made, when: 'lead.industry == "制造业"', assign: {team: key-a}}
                """),
            "rule.overlap");

    assertThat(overlap.ruleId()).isEqualTo("made");
    assertThat(overlap.example()).isEqualTo(Map.of("segment", "大客户", "industry", "制造业"));
  }

  @Test
  void aLeadThatNoRuleIsForIsAGap() {
    Finding gap =
        only(
            lint("- {id: key, when: 'lead.segment == \"大客户\"', assign: {team: key-a}}\n"),
            "policy.gap");

    assertThat(gap.severity()).isEqualTo("warning");
    assertThat(gap.example()).isEqualTo(Map.of("segment", "其他"));
  }

  @Test
  void aRuleThatFindsNobodyEligibleIsPointedOut() {
    List<Finding> findings =
        lint(
            """
            - {id: skilled, when: 'lead.segment == "a"', assign: {team: key-a, reps: 'rep.skills["manufacturing"] >= 2'}}
            - {id: local, when: 'lead.segment == "b"', assign: {team: key-a, reps: 'rep.region == lead.region'}}
            """);

    assertThat(only(findings, "assign.nobody-eligible").ruleId()).isEqualTo("skilled");
  }

  @Test
  void aConditionThatContradictsItselfIsPointedOut() {
    List<Finding> findings =
        lint(
            "- {id: both, when: 'lead.segment == \"a\" && lead.segment == \"b\"',"
                + " assign: {team: key-a}}\n");

    assertThat(only(findings, "rule.never").pointer()).isEqualTo("/rules/0/when");
  }

  private static Finding only(List<Finding> findings, String code) {
    List<Finding> some = findings.stream().filter(f -> f.code().equals(code)).toList();
    assertThat(some).as(code + " among " + findings).hasSize(1);
    return some.getFirst();
  }

  private static List<Finding> lint(String rules) {
    try {
      return PolicyReaders.reader()
          .read(
              1,
              new YAMLMapper().readTree("rules:\n" + rules + "fallback: {pool: p}\n"),
              ROSTER,
              Instant.parse("2026-03-25T02:00:00Z"))
          .findings();
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
