package dev.fairlead.notification.domain;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Who looks after whom.
 *
 * @param byTeam managers by team, of all teams
 * @param byRep managers by rep: those of his teams and his own; only the reps that were asked for
 * @param byPool who looks after a pool; under {@link #ANY_POOL} after all
 */
public record Chiefs(
    Map<String, List<String>> byTeam,
    Map<String, List<String>> byRep,
    Map<String, List<String>> byPool) {

  /** The key for all pools. */
  public static final String ANY_POOL = "*";

  /** Nobody looks after anybody. */
  public static final Chiefs NONE = new Chiefs(Map.of(), Map.of(), Map.of());

  /** Every manager there is. */
  public Collection<String> all() {
    Set<String> all = new TreeSet<>();
    byTeam.values().forEach(all::addAll);
    return all;
  }

  /** The managers of a team, else of a rep; none when neither is known. */
  public Collection<String> of(@Nullable String team, @Nullable String rep) {
    List<String> managers = team == null ? List.of() : byTeam.getOrDefault(team, List.of());
    return managers.isEmpty() ? of(rep) : managers;
  }

  /** The managers of a rep. */
  public Collection<String> of(@Nullable String rep) {
    return rep == null ? List.of() : byRep.getOrDefault(rep, List.of());
  }

  /** Who looks after a pool. */
  public Collection<String> ofPool(@Nullable String pool) {
    Set<String> admins = new LinkedHashSet<>();
    if (pool != null) {
      admins.addAll(byPool.getOrDefault(pool, List.of()));
    }
    admins.addAll(byPool.getOrDefault(ANY_POOL, List.of()));
    return admins;
  }
}
