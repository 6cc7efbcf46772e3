package dev.fairlead.assignment.policy.domain;

import dev.fairlead.assignment.roster.domain.Rep;
import dev.fairlead.assignment.roster.domain.Roster;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Looks for what is wrong between the rules of a policy, by asking them about example leads: rules
 * that others above take everything from, rules that overlap, leads that no rule is for, and rules
 * that find nobody eligible. What it says is a warning, with a lead that shows it.
 */
public final class Lint {

  private static final Map<String, Object> BLANK = blank();

  private final Policy policy;
  private final Roster roster;
  private final Condition.World world;
  private final Examples examples;
  private final List<Map<String, Object>> leads;
  private final List<Finding> findings = new ArrayList<>();

  private Lint(Policy policy, Roster roster, Instant now) {
    this.policy = policy;
    this.roster = roster;
    this.world = new Condition.World(now, roster);
    this.examples =
        Examples.of(
            policy.rules().stream().map(rule -> rule.when().shape()).toList(), roster.regions());
    this.leads = examples.leads().stream().map(Lint::whole).toList();
  }

  private static Map<String, Object> blank() {
    Map<String, Object> blank = new HashMap<>();
    for (String text :
        List.of(
            "source",
            "connector",
            "region",
            "regionText",
            "city",
            "country",
            "industry",
            "segment",
            "productLine",
            "company",
            "jobTitle",
            "stage",
            "campaign",
            "keyword",
            "page",
            "landingPage")) {
      blank.put(text, "");
    }
    blank.put("regionPath", List.of());
    blank.put("value", 0.0);
    blank.put("utm", Map.of("source", "", "medium", "", "campaign", "", "term", "", "content", ""));
    return Map.copyOf(blank);
  }

  private static Map<String, Object> whole(Map<String, Object> example) {
    Map<String, Object> lead = new HashMap<>(BLANK);
    lead.putAll(example);
    return lead;
  }

  /** What there is to say about a policy, with the roster and at the time of now. */
  public static List<Finding> check(Policy policy, Roster roster, Instant now) {
    Lint lint = new Lint(policy, roster, now);
    lint.stages().forEach(lint::stage);
    return lint.findings;
  }

  private record Placed(int place, Rule rule) {
    String pointer() {
      return "/rules/" + place;
    }
  }

  private Map<String, List<Placed>> stages() {
    Map<String, List<Placed>> stages = new TreeMap<>();
    for (int i = 0; i < policy.rules().size(); i++) {
      Rule rule = policy.rules().get(i);
      String stage = Objects.requireNonNullElse(rule.stage(), "");
      stages.computeIfAbsent(stage, s -> new ArrayList<>()).add(new Placed(i, rule));
    }
    return stages;
  }

  /** What became of a rule's own leads. */
  private static final class Tally {
    private int matching;
    private int reached;
    private @Nullable Map<String, Object> own;
    private final Map<Placed, Map<String, Object>> takenBy = new LinkedHashMap<>();
  }

  private void stage(String stage, List<Placed> rules) {
    Map<Placed, Tally> tallies = new LinkedHashMap<>();
    rules.forEach(rule -> tallies.put(rule, new Tally()));
    @Nullable Map<String, Object> gap = null;
    for (Map<String, Object> lead : leads) {
      Map<String, Object> staged = lead;
      if (!stage.isEmpty()) {
        staged = new HashMap<>(lead);
        staged.put("stage", stage);
      }
      boolean taken = tally(tallies, staged);
      gap = taken || gap != null ? gap : staged;
    }
    tallies.forEach(this::tell);
    if (gap != null && stage.isEmpty()) {
      findings.add(
          new Finding(
              "policy.gap",
              "warning",
              "/fallback",
              Policy.FALLBACK,
              "no rule is for such a lead; it goes to the fallback",
              shown(gap)));
    }
  }

  private boolean tally(Map<Placed, Tally> tallies, Map<String, Object> lead) {
    Placed taker = null;
    for (Map.Entry<Placed, Tally> entry : tallies.entrySet()) {
      Rule rule = entry.getKey().rule();
      if (rule.when().ask(lead, Map.of(), world).holds()) {
        Tally tally = entry.getValue();
        tally.matching++;
        if (taker == null) {
          tally.reached++;
          tally.own = tally.own == null ? lead : tally.own;
        } else {
          tally.takenBy.putIfAbsent(taker, lead);
        }
        boolean goesOn = rule.otherwise() instanceof Rule.Otherwise.Next;
        taker = taker == null && !goesOn ? entry.getKey() : taker;
      }
    }
    return taker != null;
  }

  private void tell(Placed placed, Tally tally) {
    if (tally.matching == 0) {
      never(placed);
    } else if (tally.reached == 0) {
      tally.takenBy.entrySet().stream()
          .findFirst()
          .ifPresent(first -> shadowed(placed, first.getKey(), first.getValue()));
    } else {
      tally.takenBy.forEach((above, lead) -> overlap(placed, above, lead));
      nobody(placed, tally);
    }
  }

  private void never(Placed placed) {
    if (examples.complete() && placed.rule().when().shape().known()) {
      findings.add(
          Finding.warning(
              "rule.never",
              placed.pointer() + "/when",
              placed.rule().id(),
              "no example lead fits this condition; does it contradict itself?"));
    }
  }

  private void shadowed(Placed placed, Placed by, Map<String, Object> lead) {
    findings.add(
        new Finding(
            "rule.shadowed",
            "warning",
            placed.pointer(),
            placed.rule().id(),
            "rule " + by.rule().id() + " above takes all that fits, such as the example",
            shown(lead)));
  }

  private void overlap(Placed placed, Placed above, Map<String, Object> lead) {
    findings.add(
        new Finding(
            "rule.overlap",
            "warning",
            placed.pointer(),
            placed.rule().id(),
            "rule " + above.rule().id() + " above takes some of what fits, such as the example",
            shown(lead)));
  }

  private void nobody(Placed placed, Tally tally) {
    Rule.Assign assign = placed.rule().assign();
    Map<String, Object> own = tally.own;
    if (assign == null || own == null || roster.members(assign.team()).isEmpty()) {
      return;
    }
    boolean somebody =
        roster.members(assign.team()).stream()
            .filter(Rep::active)
            .filter(rep -> rep.serves(placed.rule().stage()))
            .anyMatch(rep -> eligibleForAny(placed.rule(), assign, rep, own));
    if (!somebody) {
      findings.add(
          new Finding(
              "assign.nobody-eligible",
              "warning",
              placed.pointer() + "/assign",
              placed.rule().id(),
              "of those it assigns to nobody who is active may have a lead such as the example",
              shown(own)));
    }
  }

  /** Eligible for the rule's own lead, or, when that depends on the lead, for one made for him. */
  private boolean eligibleForAny(Rule rule, Rule.Assign assign, Rep rep, Map<String, Object> own) {
    if (assign.eligible().ask(own, rep.attributes(), world).holds()) {
      return true;
    }
    if (assign.eligible().shape().reads().isEmpty()) {
      return false;
    }
    Map<String, Object> his = new HashMap<>(own);
    rep.attributes()
        .forEach(
            (name, value) -> {
              if (value instanceof String text && his.containsKey(name) && !text.isEmpty()) {
                his.put(name, text);
              }
            });
    return rule.when().ask(his, Map.of(), world).holds()
        && assign.eligible().ask(his, rep.attributes(), world).holds();
  }

  private static Map<String, Object> shown(Map<String, Object> lead) {
    Map<String, Object> shown = new TreeMap<>();
    lead.forEach(
        (field, value) -> {
          if (!value.equals(BLANK.get(field)) && !field.equals("regionPath")) {
            shown.put(field, value);
          }
        });
    return shown;
  }
}
