package dev.fairlead.assignment.policy.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.assignment.decision.domain.Decider;
import dev.fairlead.assignment.decision.domain.Decision.RuleAsked;
import dev.fairlead.assignment.decision.domain.LeadFacts;
import dev.fairlead.assignment.decision.domain.Question;
import dev.fairlead.assignment.policy.domain.Condition;
import dev.fairlead.assignment.policy.domain.Policy;
import dev.fairlead.assignment.policy.domain.Rule;
import dev.fairlead.assignment.policy.domain.Shape;
import dev.fairlead.assignment.roster.domain.RegionTree;
import dev.fairlead.assignment.roster.domain.Roster;
import dev.fairlead.events.EventJson;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** What the index finds is what asking every condition finds. */
class RuleIndexTest {

  private static final Instant NOW = Instant.parse("2026-03-25T02:00:00Z");
  private static final RegionTree REGIONS =
      new RegionTree(
          List.of(
              new RegionTree.Node(
                  "华东区",
                  List.of("East"),
                  List.of(new RegionTree.Node("上海", List.of("SH"), List.of()))),
              new RegionTree.Node("华北区", List.of(), List.of())));
  private static final Roster ROSTER = new Roster(1, List.of(), List.of(), REGIONS);
  private static final Condition.World WORLD = new Condition.World(NOW, ROSTER);

  private static final List<String> PARTS =
      List.of(
          "within(lead.region, \"华东区\")",
          "within(lead.region, \"SH\")",
          "within(lead.region, \"月球\")",
          "lead.industry == \"制造业\"",
          "\"零售\" == lead.industry",
          "lead.industry in [\"制造业\", \"金融\"]",
          "anyOf(lead.segment, [\"大客户\", \"中小\"])",
          "lead.segment != \"小微\"",
          "lead.value >= 1000.0",
          "lead.region == \"上海\"",
          "lead.utm[\"none\"] == \"x\"",
          "lead.city.startsWith(\"上\")",
          "true",
          "weekday(now, \"Asia/Shanghai\") == \"wed\"",
          "timeBetween(now, \"22:00\", \"06:00\", \"UTC\")");

  @Property(tries = 120)
  void theIndexFindsWhatAskingEveryConditionFinds(@ForAll Random random) {
    Policy policy = policy(random);
    Decider decider = new Decider(policy, ROSTER);

    for (int i = 0; i < 30; i++) {
      LeadFacts facts = lead(random);
      Question question = new Question("d", "l", 0, facts, null, Set.of(), null, NOW, 1);

      assertThat(decider.match(question).asked()).isEqualTo(oneByOne(policy, facts));
    }
  }

  @Example
  void whatIsEqualOrWithinNeedsNoAsking() {
    Shape shape =
        condition(
                "within(lead.region, \"华东区\") && lead.industry == \"制造业\""
                    + " && lead.segment == \"大客户\"")
            .shape();

    assertThat(shape.whole()).isTrue();
    assertThat(shape.needs()).hasSize(3);
    assertThat(shape.reads()).containsExactlyInAnyOrder("region", "industry", "segment");
    assertThat(shape.timed()).isFalse();
  }

  @Example
  void whatIsOneOfTwoIsAsked() {
    Shape shape = condition("lead.industry == \"a\" || lead.industry == \"b\"").shape();

    assertThat(shape.whole()).isFalse();
    assertThat(shape.needs()).isEmpty();
    assertThat(shape.compared().get("industry")).containsExactlyInAnyOrder("a", "b");
  }

  private static Condition condition(String when) {
    ObjectNode document = EventJson.mapper().createObjectNode();
    document.putArray("rules").addObject().put("id", "r").put("when", when).put("pool", "p");
    document.putObject("fallback").put("pool", "public");
    return PolicyReaders.reader().compile(1, document).rules().getFirst().when();
  }

  private static Policy policy(Random random) {
    ObjectNode document = EventJson.mapper().createObjectNode();
    var rules = document.putArray("rules");
    for (int i = 0; i < 1 + random.nextInt(80); i++) {
      List<String> parts = new ArrayList<>();
      for (int part = 0; part <= random.nextInt(3); part++) {
        parts.add(PARTS.get(random.nextInt(PARTS.size())));
      }
      ObjectNode rule = rules.addObject();
      rule.put("id", "r" + i).put("when", String.join(" && ", parts));
      if (random.nextInt(3) == 0) {
        rule.putObject("otherwise").put("next", true);
        rule.putObject("assign").put("team", "t");
      } else {
        rule.put("pool", "p");
      }
    }
    document.putObject("fallback").put("pool", "public");
    return PolicyReaders.reader().compile(1, document);
  }

  private static LeadFacts lead(Random random) {
    return new LeadFacts(
        "form",
        null,
        null,
        null,
        pick(random, List.of(), List.of("华东区"), List.of("华东区", "上海"), List.of("火星")),
        null,
        pick(random, "", "上海", "北京"),
        null,
        pick(random, "", "制造业", "零售", "金融", "教育"),
        pick(random, "", "大客户", "中小", "小微"),
        null,
        pick(random, BigDecimal.ZERO, new BigDecimal("10"), new BigDecimal("1000")),
        null,
        null,
        null,
        null,
        Map.of(),
        null);
  }

  @SafeVarargs
  private static <T> T pick(Random random, T... some) {
    return some[random.nextInt(some.length)];
  }

  private static List<RuleAsked> oneByOne(Policy policy, LeadFacts facts) {
    Map<String, Object> lead = facts.view(REGIONS, null);
    List<RuleAsked> asked = new ArrayList<>();
    for (Rule rule : policy.rules()) {
      Condition.Answer answer = rule.when().ask(lead, Map.of(), WORLD);
      asked.add(new RuleAsked(rule.id(), answer.holds(), answer.error()));
      if (answer.holds() && !(rule.otherwise() instanceof Rule.Otherwise.Next)) {
        break;
      }
    }
    return asked;
  }
}
