package dev.fairlead.notification.domain;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What happens when nobody follows up: steps within the protection, each told to the rep, to his
 * managers, or to both. The first qualifying activity ends it, and so does the end of the custody.
 *
 * @param steps where the rule has none of its own
 * @param rules steps by the id of the rule a lead was assigned by; none there switches it off
 */
public record Ladder(List<Step> steps, Map<String, List<Step>> rules) {

  /** Told to the owner. */
  public static final String REP = "rep";

  /** Told to the managers of his team. */
  public static final String MANAGERS = "managers";

  /** Half the protection → rep; three quarters → rep and managers. */
  public static final Ladder DEFAULT =
      new Ladder(
          List.of(new Step("0.5", Set.of(REP)), new Step("0.75", Set.of(REP, MANAGERS))), Map.of());

  private static final int MOST_STEPS = 10;

  public Ladder {
    steps = List.copyOf(steps);
    rules = Map.copyOf(rules);
  }

  /**
   * One step.
   *
   * @param at a share of the protection above 0 and up to 1, or an ISO-8601 time after its
   *     beginning
   * @param tell {@link #REP}, {@link #MANAGERS} or both
   */
  public record Step(String at, Set<String> tell) {
    public Step {
      tell = Set.copyOf(tell);
    }

    /** When it is due; empty when {@code at} says nothing. */
    Optional<Instant> due(Instant since, Instant deadline) {
      try {
        if (at.startsWith("P")) {
          return Optional.of(since.plus(Duration.parse(at)));
        }
        double share = Double.parseDouble(at);
        return share > 0 && share <= 1
            ? Optional.of(since.plus(part(Duration.between(since, deadline), share)))
            : Optional.empty();
      } catch (DateTimeException | NumberFormatException e) {
        return Optional.empty();
      }
    }

    private static Duration part(Duration whole, double share) {
      return Duration.ofMillis((long) (whole.toMillis() * share));
    }
  }

  /** The watch with the moment of its next step. */
  Watch set(Watch watch) {
    List<Step> mine = of(watch.ruleId());
    return watch.step() >= mine.size()
        ? watch.at(null)
        : watch.at(mine.get(watch.step()).due(watch.since(), watch.deadline()).orElse(null));
  }

  /** The step a watch has come to at that moment; where several are due, the last of them. */
  public Optional<Happening.FollowUpDue> due(Lead lead, Instant now) {
    Watch watch = lead.watch();
    String owner = lead.owner();
    if (watch == null || owner == null) {
      return Optional.empty();
    }
    List<Step> mine = of(watch.ruleId());
    int last = -1;
    for (int i = watch.step(); i < mine.size(); i++) {
      Optional<Instant> due = mine.get(i).due(watch.since(), watch.deadline());
      if (due.isPresent() && !due.get().isAfter(now)) {
        last = i;
      }
    }
    return last < 0
        ? Optional.empty()
        : Optional.of(step(lead, owner, watch, last, mine.get(last)));
  }

  private static Happening.FollowUpDue step(
      Lead lead, String owner, Watch watch, int index, Step step) {
    return new Happening.FollowUpDue(
        lead.id(),
        lead.epoch(),
        owner,
        watch.deadline(),
        index,
        step.tell().contains(REP),
        step.tell().contains(MANAGERS));
  }

  private List<Step> of(@Nullable String ruleId) {
    return ruleId == null ? steps : rules.getOrDefault(ruleId, steps);
  }

  /** What is wrong with it; empty when it can be kept. */
  public List<Preferences.Flaw> flaws() {
    List<Preferences.Flaw> flaws = new ArrayList<>();
    check("/steps", steps, flaws);
    rules.forEach((rule, list) -> check("/rules/" + rule, list, flaws));
    return flaws;
  }

  private static void check(String place, List<Step> list, List<Preferences.Flaw> flaws) {
    if (list.size() > MOST_STEPS) {
      flaws.add(new Preferences.Flaw(place, "at most " + MOST_STEPS + " steps"));
    }
    Instant zero = Instant.EPOCH;
    for (int i = 0; i < list.size(); i++) {
      Step step = list.get(i);
      String at = place + "/" + i;
      Optional<Instant> due = step.due(zero, zero.plus(Duration.ofDays(100)));
      if (due.isEmpty() || !due.get().isAfter(zero)) {
        flaws.add(new Preferences.Flaw(at + "/at", "a share such as 0.5, or a time such as PT36H"));
      }
      if (step.tell().isEmpty() || !Set.of(REP, MANAGERS).containsAll(step.tell())) {
        flaws.add(new Preferences.Flaw(at + "/tell", "rep, managers or both"));
      }
    }
  }
}
