package dev.fairlead.assignment.decision.domain;

import dev.fairlead.assignment.decision.domain.Decision.RuleAsked;
import dev.fairlead.assignment.policy.domain.Rule;
import java.util.List;
import java.util.Map;

/**
 * Which rules a lead has to do with.
 *
 * @param lead the fields the conditions read
 * @param asked every rule that was asked
 * @param chain the rules that may decide, one after the other until one does
 */
public record Matching(Map<String, Object> lead, List<RuleAsked> asked, List<Rule> chain) {}
