package dev.fairlead.assignment.policy.adapter;

import dev.cel.runtime.CelRuntime;
import dev.fairlead.assignment.roster.domain.Roster;
import org.jspecify.annotations.Nullable;

/** What conditions run on, made once for each roster: making it costs more than many decisions. */
final class CelRuntimes {

  private volatile @Nullable Made latest;

  private record Made(Roster roster, CelRuntime runtime) {}

  /** The runtime whose functions ask this roster. */
  CelRuntime of(Roster roster) {
    Made made = latest;
    if (made == null || made.roster() != roster) {
      made = new Made(roster, CelFunctions.runtime(roster));
      latest = made;
    }
    return made.runtime();
  }
}
