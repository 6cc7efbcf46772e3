package dev.fairlead.assignment.policy.adapter;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.assignment.policy.domain.Finding;
import dev.fairlead.assignment.policy.domain.Policy;
import dev.fairlead.assignment.policy.domain.Rule;
import dev.fairlead.assignment.roster.domain.Roster;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What is wrong with a policy beyond its shape: references to what is not there. */
final class PolicyLint {

  private static final Pattern WITHIN =
      Pattern.compile("within\\s*\\([^,]*,\\s*(?:\"([^\"]*)\"|'([^']*)')\\s*\\)");

  private final Policy policy;
  private final JsonNode document;
  private final Roster roster;
  private final List<Finding> findings = new ArrayList<>();

  private PolicyLint(JsonNode document, Policy policy, Roster roster) {
    this.document = document;
    this.policy = policy;
    this.roster = roster;
  }

  static List<Finding> check(JsonNode document, Policy policy, Roster roster) {
    PolicyLint lint = new PolicyLint(document, policy, roster);
    for (int i = 0; i < policy.rules().size(); i++) {
      lint.team(policy.rules().get(i), "/rules/" + i);
      lint.regions(policy.rules().get(i), "/rules/" + i + "/when", lint.when(i));
    }
    lint.team(policy.fallback(), "/fallback");
    lint.helpers();
    return lint.findings;
  }

  private void team(Rule rule, String pointer) {
    Rule.Assign assign = rule.assign();
    if (assign == null || assign.team() == null) {
      return;
    }
    String place = pointer + "/assign/team";
    if (roster.team(assign.team()) == null) {
      findings.add(
          Finding.error("team.unknown", place, rule.id(), "there is no team " + assign.team()));
    } else if (roster.members(assign.team()).isEmpty()) {
      findings.add(
          Finding.warning("team.empty", place, rule.id(), "nobody is in " + assign.team()));
    }
  }

  private void helpers() {
    for (int i = 0; i < policy.rules().size(); i++) {
      Rule.Assign assign = policy.rules().get(i).assign();
      Rule.Helpers helpers = assign == null ? null : assign.helpers();
      if (helpers != null && helpers.team() != null && roster.team(helpers.team()) == null) {
        findings.add(
            Finding.error(
                "team.unknown",
                "/rules/" + i + "/assign/helpers/team",
                policy.rules().get(i).id(),
                "there is no team " + helpers.team()));
      }
    }
  }

  private void regions(Rule rule, String pointer, String when) {
    Matcher matcher = WITHIN.matcher(when);
    while (matcher.find()) {
      String name = matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
      if (roster.regions().resolve(name) == null) {
        findings.add(
            Finding.warning(
                "region.unknown", pointer, rule.id(), "no region goes by the name " + name));
      }
    }
  }

  private String when(int rule) {
    return document.path("rules").path(rule).path("when").asText("").strip();
  }
}
