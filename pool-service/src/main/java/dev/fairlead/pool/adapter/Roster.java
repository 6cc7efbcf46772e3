package dev.fairlead.pool.adapter;

import dev.fairlead.events.EventType;
import dev.fairlead.events.RosterEvent;
import dev.fairlead.kit.sql.Sql;
import dev.fairlead.pool.domain.LeadFacts;
import dev.fairlead.pool.domain.RegionTree;
import dev.fairlead.pool.domain.Rep;
import dev.fairlead.pool.domain.RepCalendar;
import dev.fairlead.pool.domain.Talents;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.sqlclient.Row;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Our projection of the roster: reps with teams and zones, and the region tree. */
@ApplicationScoped
public class Roster {

  private static final String SAVE =
      """
      insert into roster (kind, id, body, deleted)
      select kind, id, body::jsonb, deleted
      from unnest($1::text[], $2::text[], $3::text[], $4::boolean[]) as r(kind, id, body, deleted)
      order by kind, id
      on conflict (kind, id) do update
        set body = excluded.body, deleted = excluded.deleted, version = roster.version + 1
      """;

  private static final String CALENDARS =
      """
      select r.id, r.body ->> 'timeZone', c.body::text
      from roster r
      left join roster c on c.kind = $2 and c.id = r.body ->> 'calendar' and not c.deleted
      where r.kind = $1 and r.id = any($3)
      """;

  private volatile Compiled compiled = Compiled.of(0, RegionTree.EMPTY);

  /** CEL takes its time to load, which an event loop must not spend on the first batch. */
  void warm(@Observes @Priority(1) StartupEvent event) {
    Conditions.problem("within(lead.region, lead.city)");
  }

  /** Keeps entities; of several states of one the last counts. */
  public Uni<Void> save(Mutiny.Session session, List<RosterEvent> events) {
    Map<String, RosterEvent> last = new HashMap<>();
    events.forEach(event -> last.put(kind(event) + '/' + event.id(), event));
    Collection<RosterEvent> states = last.values();
    return Sql.on(session)
        .update(
            SAVE,
            Sql.texts(states, Roster::kind),
            Sql.texts(states, RosterEvent::id),
            Sql.texts(states, Json::write),
            states.stream().map(RosterEvent::deleted).toArray(Boolean[]::new))
        .replaceWithVoid();
  }

  private static String kind(RosterEvent event) {
    return EventType.of(event).name();
  }

  private static final String REP = EventType.of(RosterEvent.Rep.class).name();
  private static final String REGION = EventType.of(RosterEvent.Region.class).name();
  private static final String TEAM = EventType.of(RosterEvent.Team.class).name();
  private static final String CALENDAR = EventType.of(RosterEvent.Calendar.class).name();

  /** One rep; null when the roster has not told of him yet. */
  public Uni<@Nullable Rep> rep(Mutiny.Session session, String id) {
    return Sql.on(session)
        .first(
            "select body::text, deleted from roster where kind = $1 and id = $2",
            Roster::rep,
            REP,
            id);
  }

  /** These reps, their claims one at a time until the transaction ends; unknown ones missing. */
  public Uni<Map<String, Rep>> lock(Mutiny.Session session, Set<String> ids) {
    return Sql.on(session)
        .list(
            "select id, body ->> 'timeZone' as zone, body -> 'teams' as teams,"
                + " deleted or body ->> 'status' = 'left' as gone"
                + " from roster where kind = $1 and id = any($2) order by id for no key update",
            Roster::inShort,
            REP,
            ids.toArray(String[]::new))
        .map(list -> list.stream().collect(Collectors.toMap(Rep::id, Function.identity())));
  }

  /** What these reps are good at. */
  public Uni<Map<String, Talents>> talents(Mutiny.Session session, Collection<String> ids) {
    return Sql.on(session)
        .list(
            "select body::text from roster where kind = $1 and id = any($2)",
            row -> Json.read(row.getString(0), RosterEvent.Rep.class),
            REP,
            ids.toArray(String[]::new))
        .map(list -> list.stream().collect(Collectors.toMap(RosterEvent.Rep::id, Roster::talents)));
  }

  private static Talents talents(RosterEvent.Rep rep) {
    List<String> regions = new ArrayList<>(rep.regions());
    if (rep.region() != null) {
      regions.add(rep.region());
    }
    return Talents.of(
        regions,
        rep.productLines(),
        rep.industries(),
        rep.segments(),
        rep.interests(),
        rep.skills());
  }

  /** The name a region has in the tree, for one of its names; itself when the tree has none. */
  public Uni<String> regionName(Mutiny.Session session, String name) {
    return conditions(session).map(known -> compiled.regions().name(name));
  }

  /** Calendars of reps; those of reps we do not know are missing. */
  public Uni<Map<String, RepCalendar>> calendars(Mutiny.Session session, Set<String> reps) {
    if (reps.isEmpty()) {
      return Uni.createFrom().item(Map.of());
    }
    return Sql.on(session)
        .list(
            CALENDARS,
            row -> Map.entry(row.getString(0), calendar(row)),
            REP,
            CALENDAR,
            reps.toArray(String[]::new))
        .map(
            list ->
                list.stream()
                    .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue)));
  }

  private static RepCalendar calendar(Row row) {
    ZoneId zone = zone(row.getString(1));
    String body = row.getString(2);
    if (body == null) {
      return RepCalendar.of(zone);
    }
    RosterEvent.Calendar days = Json.read(body, RosterEvent.Calendar.class);
    return new RepCalendar(zone, Set.copyOf(days.holidays()), Set.copyOf(days.workdays()));
  }

  /** Teams that name a user as a manager. */
  public Uni<Set<String>> managedBy(Mutiny.Session session, String user) {
    return Sql.on(session)
        .list(
            "select id from roster where kind = $1 and not deleted and body -> 'managers' ? $2",
            row -> row.getString(0),
            TEAM,
            user)
        .map(Set::copyOf);
  }

  /** Members of teams. */
  public Uni<Set<String>> members(Mutiny.Session session, Set<String> teams) {
    return Sql.on(session)
        .list(
            "select id from roster where kind = $1 and not deleted and body -> 'teams' ?| $2",
            row -> row.getString(0),
            REP,
            teams.toArray(String[]::new))
        .map(Set::copyOf);
  }

  /** Asks conditions against the region tree as it is now. */
  public Uni<BiPredicate<@Nullable String, LeadFacts>> conditions(Mutiny.Session session) {
    return Sql.on(session)
        .first(
            "select version from roster where kind = $1 and id = $2",
            row -> row.getLong(0),
            REGION,
            RosterEvent.Region.TREE)
        .chain(version -> conditions(session, version == null ? 0 : version))
        .map(conditions -> conditions::hold);
  }

  private Uni<Conditions> conditions(Mutiny.Session session, long version) {
    Compiled current = compiled;
    if (current.version() == version) {
      return Uni.createFrom().item(current.conditions());
    }
    return Sql.on(session)
        .first(
            "select body::text, version from roster where kind = $1 and id = $2",
            row -> Compiled.of(row.getLong(1), tree(row.getString(0))),
            REGION,
            RosterEvent.Region.TREE)
        .map(
            fresh -> {
              if (fresh == null) {
                return current.conditions();
              }
              compiled = fresh;
              return fresh.conditions();
            });
  }

  private static RegionTree tree(String body) {
    Map<String, List<String>> paths = new HashMap<>();
    for (RosterEvent.Region.Node node : Json.read(body, RosterEvent.Region.class).nodes()) {
      collect(node, List.of(), paths);
    }
    return new RegionTree(paths);
  }

  private static void collect(
      RosterEvent.Region.Node node, List<String> above, Map<String, List<String>> paths) {
    List<String> path = new ArrayList<>(above);
    path.add(node.name());
    paths.put(node.name(), List.copyOf(path));
    node.aliases().forEach(alias -> paths.putIfAbsent(alias, List.copyOf(path)));
    node.children().forEach(child -> collect(child, path, paths));
  }

  private static Rep rep(Row row) {
    RosterEvent.Rep rep = Json.read(row.getString(0), RosterEvent.Rep.class);
    boolean left = row.getBoolean(1) || "left".equals(rep.status());
    return new Rep(rep.id(), Set.copyOf(rep.teams()), zone(rep.timeZone()), left);
  }

  private static Rep inShort(Row row) {
    JsonArray teams = row.getJsonArray("teams");
    return new Rep(
        row.getString("id"),
        teams == null ? Set.of() : teams.stream().map(String::valueOf).collect(Collectors.toSet()),
        zone(row.getString("zone")),
        row.getBoolean("gone"));
  }

  private static ZoneId zone(@Nullable String name) {
    try {
      return name == null ? ZoneOffset.UTC : ZoneId.of(name);
    } catch (DateTimeException e) {
      return ZoneOffset.UTC;
    }
  }

  private record Compiled(long version, RegionTree regions, Conditions conditions) {
    static Compiled of(long version, RegionTree regions) {
      return new Compiled(version, regions, new Conditions(regions));
    }
  }
}
