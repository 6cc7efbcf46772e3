package dev.fairlead.pool.domain;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who owned a lead.
 *
 * @param team the team he owned it for
 * @param teams the teams he is in now
 * @param until when he stopped
 */
public record PastOwner(String repId, @Nullable String team, Set<String> teams, Instant until) {

  public PastOwner {
    teams = Set.copyOf(teams);
  }

  /**
   * Whether his time stands against a claim of this rep.
   *
   * @param barTeam whether mates are barred too, those of then and those of now
   */
  public boolean bars(Rep rep, boolean barTeam) {
    return repId.equals(rep.id()) || (barTeam && isMate(rep));
  }

  private boolean isMate(Rep rep) {
    return rep.teams().stream().anyMatch(its -> its.equals(team) || teams.contains(its));
  }
}
