package dev.fairlead.ownership;

import dev.fairlead.kit.http.Caller;
import dev.fairlead.kit.http.ProblemException;
import dev.fairlead.ownership.adapter.Roster;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.Set;
import org.hibernate.reactive.mutiny.Mutiny;

/** Who is above whom: a manager above the reps of his teams, an admin above all. */
@ApplicationScoped
public class Oversight {

  private final Roster roster;

  Oversight(Roster roster) {
    this.roster = roster;
  }

  /**
   * The teams whose affairs the caller may look into; empty means every team. A manager whom no
   * team names manages the whole organisation; whoever manages nothing gets a set without teams.
   */
  public Uni<Optional<Set<String>>> teams(Mutiny.Session session, Caller caller) {
    if (caller.isAdmin() || caller.is("analyst")) {
      return Uni.createFrom().item(Optional.empty());
    }
    if (!caller.is("manager")) {
      return Uni.createFrom().item(Optional.of(Set.of()));
    }
    return roster
        .managedBy(session, caller.id())
        .map(teams -> teams.isEmpty() ? Optional.empty() : Optional.of(teams));
  }

  /**
   * The rep, if the caller is above him. Nobody is above himself.
   *
   * @throws ProblemException 403 when he is not, 503 when the roster has not told of the rep yet
   */
  public Uni<Roster.Member> subordinate(Mutiny.Session session, Caller caller, String repId) {
    if (caller.id().equals(repId)) {
      return Uni.createFrom()
          .failure(ProblemException.forbidden("rep.oneself", "nobody judges himself"));
    }
    return member(session, repId)
        .call(
            member ->
                isAbove(session, caller, member)
                    .invoke(
                        above -> {
                          if (!above) {
                            throw ProblemException.forbidden(
                                "rep.not-yours", "this rep is not in a team of yours");
                          }
                        }));
  }

  /** Whether the caller is above the rep. */
  public Uni<Boolean> isAbove(Mutiny.Session session, Caller caller, Roster.Member member) {
    if (caller.id().equals(member.id()) || !(caller.isAdmin() || caller.is("manager"))) {
      return Uni.createFrom().item(false);
    }
    return teams(session, caller)
        .map(teams -> teams.isEmpty() || member.teams().stream().anyMatch(teams.get()::contains));
  }

  /** The rep; 503 while the roster has not told of him. */
  public Uni<Roster.Member> member(Mutiny.Session session, String repId) {
    return roster
        .members(session, Set.of(repId))
        .map(
            found -> {
              Roster.Member member = found.get(repId);
              if (member == null) {
                throw ProblemException.later(
                    "rep.not-known-yet", "the roster has not told of " + repId + " yet", 2);
              }
              return member;
            });
  }
}
