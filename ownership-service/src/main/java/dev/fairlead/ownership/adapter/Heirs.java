package dev.fairlead.ownership.adapter;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Who may take over the leads of a rep who leaves. */
@ApplicationScoped
public class Heirs {

  private final Roster roster;

  Heirs(Roster roster) {
    this.roster = roster;
  }

  /**
   * The heirs of a rep.
   *
   * @param teams the teams of his leads
   * @param mates whether his team mates are asked for, or else his managers
   */
  public Uni<Known> of(Mutiny.Session session, String leaver, Set<String> teams, boolean mates) {
    return roster
        .members(session, Set.of(leaver))
        .map(found -> Optional.ofNullable(found.get(leaver)))
        .chain(rep -> of(session, leaver, rep, withHis(teams, rep), mates));
  }

  private Uni<Known> of(
      Mutiny.Session session,
      String leaver,
      Optional<Roster.Member> rep,
      Set<String> teams,
      boolean mates) {
    Uni<Map<String, List<String>>> found =
        mates ? roster.activeIn(session, teams) : roster.managersOf(session, teams);
    Optional<String> boss = rep.map(Roster.Member::manager);
    return found.chain(
        byTeam ->
            roster
                .members(session, people(byTeam, boss))
                .map(members -> new Known(leaver, rep, boss, byTeam, members)));
  }

  private static Set<String> withHis(Set<String> teams, Optional<Roster.Member> rep) {
    Set<String> all = new TreeSet<>(teams);
    rep.ifPresent(member -> all.addAll(member.teams()));
    return all;
  }

  private static Set<String> people(Map<String, List<String>> byTeam, Optional<String> boss) {
    return Stream.concat(byTeam.values().stream().flatMap(List::stream), boss.stream())
        .collect(Collectors.toSet());
  }

  /** The heirs as the roster tells. */
  public record Known(
      String leaver,
      Optional<Roster.Member> rep,
      Optional<String> boss,
      Map<String, List<String>> byTeam,
      Map<String, Roster.Member> members) {

    /** Everybody who might get something. */
    public Set<String> all() {
      return members.values().stream()
          .filter(this::canInherit)
          .map(Roster.Member::id)
          .collect(Collectors.toSet());
    }

    /** The first team of an heir. */
    public @Nullable String team(String heir) {
      Roster.Member member = members.get(heir);
      return member == null ? null : member.team();
    }

    /** Those in the team of a lead, or in his own where the lead has none. */
    public List<String> mates(@Nullable String team) {
      return his(team).filter(all()::contains).toList();
    }

    /** The rep's own manager, else the first one of the team; empty without one who is here. */
    public Optional<String> manager(@Nullable String team) {
      return Stream.concat(boss.stream(), his(team)).filter(all()::contains).findFirst();
    }

    private Stream<String> his(@Nullable String team) {
      List<String> teams =
          team == null ? rep.map(Roster.Member::teams).orElse(List.of()) : List.of(team);
      return teams.stream().flatMap(t -> byTeam.getOrDefault(t, List.of()).stream()).distinct();
    }

    private boolean canInherit(Roster.Member member) {
      return member.isHere() && !member.id().equals(leaver);
    }
  }
}
