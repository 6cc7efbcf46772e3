package dev.fairlead.notification.adapter;

import dev.fairlead.events.RosterEvent;
import dev.fairlead.kit.event.Envelope;
import dev.fairlead.kit.sql.Sql;
import dev.fairlead.notification.domain.Chiefs;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.hibernate.reactive.mutiny.Mutiny;

/** What this service keeps of reps and teams. An older state never replaces a newer one. */
@ApplicationScoped
public class Roster {

  private static final String KEEP_REPS =
      """
      insert into rep as have (id, name, email, language, zone, teams, gone, as_of, manager)
      select id, name, email, language, zone, string_to_array(teams, E'\\n'), gone, as_of, manager
      from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[],
                  $7::boolean[], $8::timestamptz[], $9::text[])
        as r(id, name, email, language, zone, teams, gone, as_of, manager)
      order by id
      on conflict (id) do update
      set name = excluded.name, email = excluded.email, language = excluded.language,
          zone = excluded.zone, teams = excluded.teams, gone = excluded.gone,
          as_of = excluded.as_of, manager = excluded.manager
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

  private static final String TEAMS =
      """
      select id, array(select distinct m from unnest(managers) as m where m <> '' order by m)
      from team where not gone
      """;

  private static final String MANAGERS_OF =
      """
      select r.id, array(
        select distinct m from (
          select unnest(t.managers) from team t where t.id = any(r.teams) and not t.gone
          union all select r.manager) as all_of_them(m)
        where m <> '' and m <> r.id order by m)
      from rep r where r.id = any($1) and not r.gone
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
            Sql.times(reps, Dated::at),
            Sql.texts(reps, r -> r.state().manager()))
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

  /**
   * Who looks after whom.
   *
   * @param reps those whose managers are asked for
   * @param byPool who looks after a pool
   */
  public Uni<Chiefs> chiefs(
      Mutiny.Session session, Collection<String> reps, Map<String, List<String>> byPool) {
    Map<String, List<String>> byTeam = new TreeMap<>();
    Map<String, List<String>> byRep = new TreeMap<>();
    Uni<?> teams =
        Sql.on(session).list(TEAMS, row -> put(byTeam, row.getString(0), row.getArrayOfStrings(1)));
    Uni<?> managers =
        Sql.on(session)
            .list(
                MANAGERS_OF,
                row -> put(byRep, row.getString(0), row.getArrayOfStrings(1)),
                (Object) reps.stream().distinct().toArray(String[]::new));
    return Sql.together(List.of(teams, managers))
        .replaceWith(() -> new Chiefs(byTeam, byRep, byPool));
  }

  private static String put(Map<String, List<String>> map, String key, String[] values) {
    map.put(key, List.of(values));
    return key;
  }
}
