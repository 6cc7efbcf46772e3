package dev.fairlead.assignment.decision.domain;

import dev.fairlead.assignment.policy.domain.Condition;
import dev.fairlead.assignment.policy.domain.Rule;
import dev.fairlead.assignment.roster.domain.Rep;
import dev.fairlead.assignment.roster.domain.Roster;
import dev.fairlead.assignment.roster.domain.WorkingHours.Stretch;
import java.time.Instant;
import java.util.BitSet;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * A rule's candidates, with what is known of them before a lead comes: who can never take one, for
 * whom the rule's conditions hold, and until when who is on duty. Safe for several threads.
 */
final class Crew {

  private final Rep[] reps;
  private final @Nullable String[] fixed;
  private final Memo eligible;
  private final @Nullable Memo preferred;
  private final AtomicReferenceArray<@Nullable Stretch> duty;

  Crew(
      @Nullable String team,
      @Nullable String stage,
      Condition eligible,
      @Nullable Condition prefer,
      Roster roster) {
    this.reps = roster.members(team).toArray(Rep[]::new);
    this.fixed = new String[reps.length];
    for (int i = 0; i < reps.length; i++) {
      fixed[i] = Gates.fixed(reps[i], stage);
    }
    this.eligible = new Memo(eligible, reps);
    this.preferred = prefer == null ? null : new Memo(prefer, reps);
    this.duty = new AtomicReferenceArray<>(reps.length);
  }

  static Crew of(Rule rule, Rule.Assign assign, Roster roster) {
    return new Crew(assign.team(), rule.stage(), assign.eligible(), assign.prefer(), roster);
  }

  int size() {
    return reps.length;
  }

  /** The candidate at a place; they are ordered by id. */
  Rep rep(int place) {
    return reps[place];
  }

  /** The gate that is shut for him whatever the lead; null for none. */
  @Nullable String fixed(int place) {
    return fixed[place];
  }

  BitSet eligible(Map<String, Object> lead, Condition.World world) {
    return eligible.holding(lead, world);
  }

  /** For whom the preference holds; null when the rule has none. */
  @Nullable BitSet preferred(Map<String, Object> lead, Condition.World world) {
    return preferred == null ? null : preferred.holding(lead, world);
  }

  /** When he is on duty next, from a moment on; null when that is too far away to know. */
  @Nullable Instant nextOnDuty(int place, Instant now) {
    Stretch known = duty.get(place);
    if (known == null || !known.covers(now)) {
      known = reps[place].hours().stretch(now);
      duty.set(place, known);
    }
    return known.nextOnDuty(now);
  }
}
