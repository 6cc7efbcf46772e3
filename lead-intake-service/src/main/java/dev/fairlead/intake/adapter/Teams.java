package dev.fairlead.intake.adapter;

import dev.fairlead.events.RosterEvent;
import dev.fairlead.kit.sql.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;

/** Who manages which team, as the roster tells. */
@ApplicationScoped
public class Teams {

  private static final String SAVE =
      """
      insert into team (id, managers) values ($1, $2)
      on conflict (id) do update set managers = excluded.managers
      """;

  Uni<Void> save(Mutiny.Session session, RosterEvent.Team team) {
    Sql sql = Sql.on(session);
    return (team.deleted()
            ? sql.update("delete from team where id = $1", team.id())
            : sql.update(SAVE, team.id(), team.managers().toArray(String[]::new)))
        .replaceWithVoid();
  }

  /** The teams a rep manages. */
  public Uni<Set<String>> managedBy(Mutiny.Session session, String rep) {
    return Sql.on(session)
        .list("select id from team where $1 = any(managers)", row -> row.getString(0), rep)
        .map(Teams::asSet);
  }

  private static Set<String> asSet(List<String> ids) {
    return ids.stream().collect(Collectors.toUnmodifiableSet());
  }
}
