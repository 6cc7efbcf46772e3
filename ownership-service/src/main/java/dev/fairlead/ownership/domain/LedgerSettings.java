package dev.fairlead.ownership.domain;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What an admin sets for the whole ledger.
 *
 * @param lockCap most leads a rep may have locked; null for no limit
 * @param acceptTries after so many reps have not accepted, a lead goes to a pool; ≥ 1
 * @param appointmentWithin how far ahead an appointment may lie, since it exempts from recycling
 * @param activityKinds which activities (跟进) there are, by name
 */
public record LedgerSettings(
    @Nullable Integer lockCap,
    int acceptTries,
    Span appointmentWithin,
    Map<String, ActivityKind> activityKinds) {

  public LedgerSettings {
    activityKinds = Map.copyOf(activityKinds);
  }

  /**
   * A kind of activity.
   *
   * @param qualifying whether it counts as follow-up
   * @param outcomes what may come of it; empty for anything
   */
  public record ActivityKind(boolean qualifying, List<String> outcomes) {
    public ActivityKind {
      outcomes = List.copyOf(outcomes);
    }

    /** Whether this may come of it; nothing always may. */
    public boolean allows(@Nullable String outcome) {
      return outcome == null || outcomes.isEmpty() || outcomes.contains(outcome);
    }
  }

  /** The names of the kinds, in order. */
  public Set<String> kinds() {
    return new TreeSet<>(activityKinds.keySet());
  }

  /** The kinds in the order of their names. */
  public Map<String, ActivityKind> orderedKinds() {
    return new TreeMap<>(activityKinds);
  }
}
