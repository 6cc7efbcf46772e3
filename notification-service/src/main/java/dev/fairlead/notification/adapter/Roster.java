package dev.fairlead.notification.adapter;

import dev.fairlead.events.RosterEvent;
import dev.fairlead.kit.event.Envelope;
import dev.fairlead.kit.sql.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import org.hibernate.reactive.mutiny.Mutiny;

/** What this service keeps of reps and teams. An older state never replaces a newer one. */
@ApplicationScoped
public class Roster {

  private static final String KEEP_REPS =
      """
      insert into rep as have (id, name, email, language, zone, teams, gone, as_of)
      select id, name, email, language, zone, string_to_array(teams, E'\\n'), gone, as_of
      from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[],
                  $7::boolean[], $8::timestamptz[])
        as r(id, name, email, language, zone, teams, gone, as_of)
      order by id
      on conflict (id) do update
      set name = excluded.name, email = excluded.email, language = excluded.language,
          zone = excluded.zone, teams = excluded.teams, gone = excluded.gone,
          as_of = excluded.as_of
      where have.as_of <= excluded.as_of
      """;

  private static final String KEEP_TEAMS =
      """
      insert into team as have (id, name, managers, gone, as_of)
      select id, name, string_to_array(managers, E'\\n'), gone, as_of
      from unnest($1::text[], $2::text[], $3::text[], $4::boolean[], $5::timestamptz[])
        as t(id, name, managers, gone, as_of)
      order by id
      on conflict (id) do update
      set name = excluded.name, managers = excluded.managers, gone = excluded.gone,
          as_of = excluded.as_of
      where have.as_of <= excluded.as_of
      """;

  private record Dated<T>(T state, Instant at) {}

  /** Keeps the latest state of each rep and team among the events. */
  public Uni<Void> keep(Mutiny.Session session, List<Envelope> events) {
    TreeMap<String, Dated<RosterEvent.Rep>> reps = new TreeMap<>();
    TreeMap<String, Dated<RosterEvent.Team>> teams = new TreeMap<>();
    for (Envelope envelope : events) {
      if (envelope.event() instanceof RosterEvent.Rep rep) {
        reps.put(rep.id(), new Dated<>(rep, envelope.time()));
      } else if (envelope.event() instanceof RosterEvent.Team team) {
        teams.put(team.id(), new Dated<>(team, envelope.time()));
      }
    }
    return keepReps(session, reps.values()).chain(() -> keepTeams(session, teams.values()));
  }

  private static Uni<Void> keepReps(
      Mutiny.Session session, Collection<Dated<RosterEvent.Rep>> reps) {
    if (reps.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    return Sql.on(session)
        .update(
            KEEP_REPS,
            Sql.texts(reps, r -> r.state().id()),
            Sql.texts(reps, r -> r.state().name()),
            Sql.texts(reps, r -> r.state().email()),
            Sql.texts(reps, r -> r.state().language()),
            Sql.texts(reps, r -> r.state().timeZone()),
            Sql.texts(reps, r -> String.join("\n", r.state().teams())),
            reps.stream().map(r -> r.state().deleted()).toArray(Boolean[]::new),
            Sql.times(reps, Dated::at))
        .replaceWithVoid();
  }

  private static Uni<Void> keepTeams(
      Mutiny.Session session, Collection<Dated<RosterEvent.Team>> teams) {
    if (teams.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    return Sql.on(session)
        .update(
            KEEP_TEAMS,
            Sql.texts(teams, t -> t.state().id()),
            Sql.texts(teams, t -> t.state().name()),
            Sql.texts(teams, t -> String.join("\n", t.state().managers())),
            teams.stream().map(t -> t.state().deleted()).toArray(Boolean[]::new),
            Sql.times(teams, Dated::at))
        .replaceWithVoid();
  }

  /** The managers of all teams there are. */
  public Uni<List<String>> managers(Mutiny.Session session) {
    return Sql.on(session)
        .list(
            "select distinct m from team, unnest(managers) as m where not gone and m <> '' order by m",
            row -> row.getString(0));
  }
}
