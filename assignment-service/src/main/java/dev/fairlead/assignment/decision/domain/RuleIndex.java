package dev.fairlead.assignment.decision.domain;

import dev.fairlead.assignment.decision.domain.Decision.RuleAsked;
import dev.fairlead.assignment.policy.domain.Condition;
import dev.fairlead.assignment.policy.domain.Rule;
import dev.fairlead.assignment.policy.domain.Rule.Otherwise;
import dev.fairlead.assignment.policy.domain.Shape;
import dev.fairlead.assignment.policy.domain.Shape.Need;
import dev.fairlead.assignment.roster.domain.RegionTree;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The rules of one stage, found by what their conditions have in common. For every field that
 * conditions compare with constants there is a bit set of rules per value; a lead's rules are the
 * intersection of one set per field, so that the cost follows the fields, not the rules. What is
 * left is asked, unless its needs say all of its condition.
 */
final class RuleIndex {

  private static final String REGION = "region";

  private final List<Rule> rules;
  private final RuleAsked[] unmatched;
  private final RuleAsked[] matched;
  private final boolean[] whole;
  private final Map<String, Column> columns = new HashMap<>();
  private final @Nullable Column regions;
  private final int words;

  /** Of one field: the rules that go with a value, and those that do not mind. */
  private record Column(Map<String, long[]> byValue, long[] free) {
    long[] with(@Nullable Object value) {
      return byValue.getOrDefault(String.valueOf(value), free);
    }
  }

  RuleIndex(List<Rule> rules, RegionTree tree) {
    this.rules = rules;
    this.words = (rules.size() + Long.SIZE - 1) / Long.SIZE;
    this.unmatched = new RuleAsked[rules.size()];
    this.matched = new RuleAsked[rules.size()];
    this.whole = new boolean[rules.size()];
    Map<String, Map<Integer, Set<String>>> wanted = new HashMap<>();
    for (int i = 0; i < rules.size(); i++) {
      Rule rule = rules.get(i);
      unmatched[i] = new RuleAsked(rule.id(), false, null);
      matched[i] = new RuleAsked(rule.id(), true, null);
      Shape shape = rule.when().shape();
      whole[i] = shape.known() && shape.whole();
      for (Need need : shape.known() ? shape.needs() : List.<Need>of()) {
        want(wanted, i, need, tree);
      }
    }
    wanted.forEach((field, byRule) -> columns.put(field, column(byRule)));
    regions = columns.remove(REGION);
  }

  private void want(
      Map<String, Map<Integer, Set<String>>> wanted, int rule, Need need, RegionTree tree) {
    String field =
        need instanceof Need.OneOf(String name, Set<String> values) ? name + '=' : REGION;
    Set<String> values =
        switch (need) {
          case Need.OneOf oneOf -> oneOf.values();
          case Need.Within(String region) -> {
            String node = tree.resolve(region);
            yield node == null ? Set.of() : Set.of(node);
          }
        };
    Map<Integer, Set<String>> byRule = wanted.computeIfAbsent(field, f -> new HashMap<>());
    if (byRule.putIfAbsent(rule, values) != null) {
      // a second need of the same kind is left to the condition itself
      whole[rule] = false;
    }
  }

  private Column column(Map<Integer, Set<String>> byRule) {
    long[] free = new long[words];
    for (int i = 0; i < rules.size(); i++) {
      if (!byRule.containsKey(i)) {
        set(free, i);
      }
    }
    Map<String, long[]> byValue = new HashMap<>();
    byRule.forEach(
        (rule, values) ->
            values.forEach(value -> set(byValue.computeIfAbsent(value, v -> free.clone()), rule)));
    return new Column(byValue, free);
  }

  private static void set(long[] bits, int at) {
    bits[at / Long.SIZE] |= 1L << (at % Long.SIZE);
  }

  /** What was asked, and the rules that may decide, in order. */
  record Found(List<RuleAsked> asked, List<Rule> chain) {}

  Found find(Map<String, Object> lead, Condition.World world) {
    long[] left = candidates(lead, world.roster().regions());
    Map<Integer, RuleAsked> told = new HashMap<>();
    List<Rule> chain = new ArrayList<>(2);
    int end = rules.size();
    for (int i = next(left, 0); i >= 0; i = next(left, i + 1)) {
      RuleAsked answer = ask(i, lead, world);
      told.put(i, answer);
      if (answer.matched()) {
        chain.add(rules.get(i));
        if (!(rules.get(i).otherwise() instanceof Otherwise.Next)) {
          end = i + 1;
          break;
        }
      }
    }
    RuleAsked[] asked = Arrays.copyOf(unmatched, end);
    told.forEach((i, answer) -> asked[i] = answer);
    return new Found(Collections.unmodifiableList(Arrays.asList(asked)), chain);
  }

  private RuleAsked ask(int i, Map<String, Object> lead, Condition.World world) {
    if (whole[i]) {
      return matched[i];
    }
    Condition.Answer answer = rules.get(i).when().ask(lead, Map.of(), world);
    if (answer.error() != null) {
      return new RuleAsked(rules.get(i).id(), false, answer.error());
    }
    return answer.holds() ? matched[i] : unmatched[i];
  }

  private long[] candidates(Map<String, Object> lead, RegionTree tree) {
    long[] left = new long[words];
    Arrays.fill(left, -1L);
    if (rules.size() % Long.SIZE != 0 && words > 0) {
      left[words - 1] = (1L << (rules.size() % Long.SIZE)) - 1;
    }
    columns.forEach(
        (field, column) ->
            and(left, column.with(lead.get(field.substring(0, field.length() - 1)))));
    if (regions != null) {
      and(left, inRegion(regions, tree.path(tree.resolve(String.valueOf(lead.get(REGION))))));
    }
    return left;
  }

  private long[] inRegion(Column column, List<String> path) {
    long[] any = column.free().clone();
    for (String node : path) {
      long[] with = column.with(node);
      for (int word = 0; word < words; word++) {
        any[word] |= with[word];
      }
    }
    return any;
  }

  private static void and(long[] left, long[] other) {
    for (int word = 0; word < left.length; word++) {
      left[word] &= other[word];
    }
  }

  private static int next(long[] bits, int from) {
    int word = from / Long.SIZE;
    if (word >= bits.length) {
      return -1;
    }
    long current = bits[word] & (-1L << (from % Long.SIZE));
    while (current == 0) {
      if (++word == bits.length) {
        return -1;
      }
      current = bits[word];
    }
    return word * Long.SIZE + Long.numberOfTrailingZeros(current);
  }
}
