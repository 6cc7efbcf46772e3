package dev.fairlead.ownership.adapter;

import dev.fairlead.events.RosterEvent;
import dev.fairlead.kit.sql.Sql;
import dev.fairlead.ownership.domain.OwnerCalendar;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** What of the roster the ledger needs, kept from roster.events. */
@ApplicationScoped
public class Roster {

  private static final String MEMBERS =
      """
      select r.id, r.teams, r.zone, r.status, r.manager, c.holidays, c.workdays
      from rep r left join calendar c on c.id = r.calendar
      where r.id = any($1::text[])
      """;

  private final ZoneId defaultZone;

  Roster(@ConfigProperty(name = "fairlead.ownership.zone") ZoneId defaultZone) {
    this.defaultZone = defaultZone;
  }

  /** The reps of these ids; the unknown are absent. */
  public Uni<Map<String, Member>> members(Mutiny.Session session, Collection<String> ids) {
    if (ids.isEmpty()) {
      return Uni.createFrom().item(Map.of());
    }
    return Sql.on(session)
        .list(MEMBERS, this::member, (Object) Set.copyOf(ids).toArray(String[]::new))
        .map(all -> all.stream().collect(Collectors.toMap(Member::id, m -> m)));
  }

  /** Who works in any of these teams and may be given leads now, by team. */
  public Uni<Map<String, List<String>>> activeIn(Mutiny.Session session, Set<String> teams) {
    return Sql.on(session)
        .list(
            "select t, r.id from rep r, unnest(r.teams) t where r.teams && $1::text[]"
                + " and t = any($1::text[]) and r.status = 'active' order by t, r.id",
            row -> Map.entry(row.getString(0), row.getString(1)),
            (Object) teams.toArray(String[]::new))
        .map(
            rows ->
                rows.stream()
                    .collect(
                        Collectors.groupingBy(
                            Map.Entry::getKey,
                            Collectors.mapping(Map.Entry::getValue, Collectors.toList()))));
  }

  /** The managers of these teams, in the order their team names them. */
  public Uni<Map<String, List<String>>> managersOf(Mutiny.Session session, Set<String> teams) {
    return Sql.on(session)
        .list(
            "select id, managers from team where id = any($1::text[])",
            row -> Map.entry(row.getString(0), List.of(row.getArrayOfStrings(1))),
            (Object) teams.toArray(String[]::new))
        .map(
            rows ->
                rows.stream().collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
  }

  /** The teams a user is named a manager of. */
  public Uni<Set<String>> managedBy(Mutiny.Session session, String user) {
    return Sql.on(session)
        .list("select id from team where $1 = any(managers)", row -> row.getString(0), user)
        .map(Set::copyOf);
  }

  /** The calendar of a rep the roster has not told of yet. */
  public OwnerCalendar defaultCalendar() {
    return OwnerCalendar.of(defaultZone);
  }

  /** Takes over the full state of an entity. */
  public Uni<Void> keep(Mutiny.Session session, RosterEvent event) {
    Sql sql = Sql.on(session);
    Uni<Integer> kept =
        switch (event) {
          case RosterEvent.Rep r when r.deleted() -> gone(sql, "rep", r.id());
          case RosterEvent.Rep r ->
              sql.update(
                  "insert into rep (id, name, teams, zone, calendar, status, manager) values ($1,"
                      + " $2, $3, $4, $5, $6, $7) on conflict (id) do update set name ="
                      + " excluded.name, teams = excluded.teams, zone = excluded.zone, calendar ="
                      + " excluded.calendar, status = excluded.status, manager = excluded.manager",
                  r.id(),
                  r.name(),
                  r.teams().toArray(String[]::new),
                  r.timeZone(),
                  r.calendar(),
                  r.status(),
                  r.manager());
          case RosterEvent.Team t when t.deleted() -> gone(sql, "team", t.id());
          case RosterEvent.Team t ->
              sql.update(
                  "insert into team (id, managers) values ($1, $2)"
                      + " on conflict (id) do update set managers = excluded.managers",
                  t.id(),
                  t.managers().toArray(String[]::new));
          case RosterEvent.Calendar c when c.deleted() -> gone(sql, "calendar", c.id());
          case RosterEvent.Calendar c ->
              sql.update(
                  "insert into calendar (id, holidays, workdays) values ($1, $2, $3)"
                      + " on conflict (id) do update set holidays = excluded.holidays,"
                      + " workdays = excluded.workdays",
                  c.id(),
                  dates(c.holidays()),
                  dates(c.workdays()));
          case RosterEvent.Region r -> Uni.createFrom().item(0);
        };
    return kept.replaceWithVoid();
  }

  private static Uni<Integer> gone(Sql sql, String table, String id) {
    return sql.update("delete from " + table + " where id = $1", id);
  }

  private static String[] dates(List<LocalDate> dates) {
    return dates.stream().map(LocalDate::toString).toArray(String[]::new);
  }

  private Member member(Row row) {
    return new Member(
        row.getString("id"),
        List.of(row.getArrayOfStrings("teams")),
        row.getString("status"),
        row.getString("manager"),
        new OwnerCalendar(
            zone(row.getString("zone")),
            dates(row.getArrayOfStrings("holidays")),
            dates(row.getArrayOfStrings("workdays"))));
  }

  private ZoneId zone(@Nullable String name) {
    try {
      return name == null ? defaultZone : ZoneId.of(name);
    } catch (DateTimeException e) {
      return defaultZone;
    }
  }

  private static Set<LocalDate> dates(String @Nullable [] texts) {
    return texts == null
        ? Set.of()
        : Arrays.stream(texts).map(LocalDate::parse).collect(Collectors.toSet());
  }

  /** A rep. */
  public record Member(
      String id,
      List<String> teams,
      String status,
      @Nullable String manager,
      OwnerCalendar calendar) {
    /** His first team; null without one. */
    public @Nullable String team() {
      return teams.isEmpty() ? null : teams.getFirst();
    }

    /** Whether he may be given leads. */
    public boolean isHere() {
      return !"left".equals(status);
    }
  }
}
