package dev.fairlead.notification.settings;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.kit.http.Problem;
import dev.fairlead.notification.domain.Ladder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The ladder as JSON.
 *
 * @param rules steps by rule id; an empty list switches it off for that rule
 */
public record LadderDocument(
    @Nullable List<Step> steps, @Nullable Map<String, @Nullable List<Step>> rules) {

  /**
   * One step.
   *
   * @param at a share of the protection as a number, or a time after its beginning
   * @param then not taken: custody is moved by the pools' recycle rules only
   */
  public record Step(@Nullable JsonNode at, @Nullable Set<String> tell, @Nullable JsonNode then) {

    Ladder.Step step() {
      return new Ladder.Step(at == null ? "" : at.asText(), tell == null ? Set.of() : tell);
    }
  }

  /** The ladder that results; without steps of its own the default ones. */
  public Ladder ladder() {
    Map<String, List<Ladder.Step>> byRule = new TreeMap<>();
    if (rules != null) {
      rules.forEach((rule, list) -> byRule.put(rule, steps(list)));
    }
    return new Ladder(steps == null ? Ladder.DEFAULT.steps() : steps(steps), byRule);
  }

  private static List<Ladder.Step> steps(@Nullable List<Step> list) {
    return list == null ? List.of() : list.stream().map(Step::step).toList();
  }

  /** The document of a ladder. */
  static Map<String, Object> of(Ladder ladder) {
    return Map.of("steps", ladder.steps(), "rules", new TreeMap<>(ladder.rules()));
  }

  /** What is wrong with it; none when it can be kept. */
  public List<Problem.Violation> errors() {
    List<Problem.Violation> errors = new ArrayList<>();
    ladder().flaws().forEach(f -> errors.add(new Problem.Violation(f.pointer(), f.detail())));
    then("/steps", steps, errors);
    if (rules != null) {
      rules.forEach((rule, list) -> then("/rules/" + rule, list, errors));
    }
    return errors;
  }

  private static void then(
      String place, @Nullable List<Step> list, List<Problem.Violation> errors) {
    for (int i = 0; list != null && i < list.size(); i++) {
      if (list.get(i).then() != null) {
        errors.add(
            new Problem.Violation(
                place + "/" + i + "/then",
                "a lead is taken back by the recycle rules of its pool, not by the ladder"));
      }
    }
  }
}
