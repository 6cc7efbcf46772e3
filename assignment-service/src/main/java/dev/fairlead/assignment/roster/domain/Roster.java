package dev.fairlead.assignment.roster.domain;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The whole roster as it stood at one version. Never changes. */
public final class Roster {

  /** Before anybody was entered. */
  public static final Roster EMPTY = new Roster(0, List.of(), List.of(), RegionTree.NONE, Map.of());

  private final long version;
  private final Map<String, Team> teams = new HashMap<>();
  private final Map<String, Rep> reps = new HashMap<>();
  private final Map<String, List<Rep>> members = new HashMap<>();
  private final Map<String, List<Rep>> turns = new HashMap<>();
  private final List<Rep> everybody;
  private final RegionTree regions;
  private final Map<String, DayPlan> calendars;

  /** A roster of these entities. */
  public Roster(
      long version,
      List<Team> teams,
      List<Rep> reps,
      RegionTree regions,
      Map<String, DayPlan> calendars) {
    this.version = version;
    this.regions = regions;
    this.calendars = Map.copyOf(calendars);
    teams.forEach(team -> this.teams.put(team.id(), team));
    everybody = reps.stream().sorted(Comparator.comparing(Rep::id)).toList();
    for (Rep rep : everybody) {
      this.reps.put(rep.id(), rep);
      rep.teams().forEach(team -> members.computeIfAbsent(team, t -> new ArrayList<>()).add(rep));
      rep.teams().stream()
          .map(this.teams::get)
          .filter(Objects::nonNull)
          .map(Team::rotationId)
          .distinct()
          .forEach(id -> turns.computeIfAbsent(id, t -> new ArrayList<>()).add(rep));
    }
  }

  /** A roster without calendars. */
  public Roster(long version, List<Team> teams, List<Rep> reps, RegionTree regions) {
    this(version, teams, reps, regions, Map.of());
  }

  /** Grows with every change of any entity. */
  public long version() {
    return version;
  }

  /** The team of that id; null for none. */
  public @Nullable Team team(@Nullable String id) {
    return id == null ? null : teams.get(id);
  }

  /** The rep of that id, whether he is active or not; null for none. */
  public @Nullable Rep rep(@Nullable String id) {
    return id == null ? null : reps.get(id);
  }

  /** The members of a team, or everybody for no team, ordered by id. */
  public List<Rep> members(@Nullable String team) {
    return team == null ? everybody : members.getOrDefault(team, List.of());
  }

  /** Whoever takes turns in a rotation: the members of all teams that share it, ordered by id. */
  public List<Rep> inRotation(String rotation) {
    return turns.getOrDefault(rotation, List.of());
  }

  /** The calendar of that id; one without days of its own when there is none. */
  public DayPlan calendar(String id) {
    return calendars.getOrDefault(id, DayPlan.NONE);
  }

  /** The region tree. */
  public RegionTree regions() {
    return regions;
  }
}
