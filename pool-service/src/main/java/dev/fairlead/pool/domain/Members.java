package dev.fairlead.pool.domain;

import java.util.Collections;
import java.util.Set;

/**
 * Who may claim from a pool.
 *
 * @param everybody true when the pool names no members at all
 */
public record Members(boolean everybody, Set<String> teams, Set<String> reps) {

  /** Every rep. */
  public static final Members EVERYBODY = new Members(true, Set.of(), Set.of());

  public Members {
    teams = Set.copyOf(teams);
    reps = Set.copyOf(reps);
  }

  /** Whether the rep is one of them. Nobody who left is. */
  public boolean include(Rep rep) {
    return !rep.left()
        && (everybody || reps.contains(rep.id()) || !Collections.disjoint(teams, rep.teams()));
  }
}
