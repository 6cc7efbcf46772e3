package dev.fairlead.ownership;

import dev.fairlead.kit.http.ProblemException;
import dev.fairlead.ownership.adapter.Roster;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Looks up who is to get something, and insists that he is known and has not left. */
@ApplicationScoped
public class Receivers {

  private final Roster roster;

  Receivers(Roster roster) {
    this.roster = roster;
  }

  /**
   * The rep; null when nobody is named.
   *
   * @return fails with 503 {@code rep.not-known-yet} while the roster has not told of him, 422
   *     {@code rep.left} when he is gone
   */
  public Uni<Roster.@Nullable Member> find(Mutiny.Session session, @Nullable String rep) {
    if (rep == null) {
      return Uni.createFrom().nullItem();
    }
    return roster
        .members(session, Set.of(rep))
        .map(
            found -> {
              Roster.Member member = found.get(rep);
              if (member == null) {
                throw ProblemException.later(
                    "rep.not-known-yet", "the roster has not told of " + rep + " yet", 2);
              }
              if (!member.isHere()) {
                throw ProblemException.invalid("rep.left", "/to", rep + " has left");
              }
              return member;
            });
  }
}
