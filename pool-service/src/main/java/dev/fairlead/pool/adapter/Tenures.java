package dev.fairlead.pool.adapter;

import dev.fairlead.events.EventType;
import dev.fairlead.events.RosterEvent;
import dev.fairlead.kit.sql.Sql;
import dev.fairlead.pool.domain.PastOwner;
import dev.fairlead.pool.domain.Tenure;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;

/** Every owner each lead has had, not only the last. */
@ApplicationScoped
public class Tenures {

  private static final String END =
      """
      update earlier_owner set until = e.at
      from unnest($1::text[], $2::timestamptz[]) as e(id, at)
      where lead_id = e.id and until is null
      """;

  private static final String BEGIN =
      """
      insert into earlier_owner (lead_id, epoch, owner, team, begun_at, until)
      select id, epoch, owner, team, begun, until
      from unnest($1::text[], $2::bigint[], $3::text[], $4::text[], $5::timestamptz[], $6::timestamptz[])
        as t(id, epoch, owner, team, begun, until)
      order by id, epoch
      on conflict do nothing
      """;

  private static final String PAST =
      """
      select e.lead_id, e.owner, e.team, e.until, r.body -> 'teams' as teams
      from earlier_owner e left join roster r on r.kind = $2 and r.id = e.owner
      where e.lead_id = any($1) and e.until is not null
      """;

  private static final String REP_KIND = EventType.of(RosterEvent.Rep.class).name();

  /** Ends the running tenures of leads. */
  public Uni<Void> end(Mutiny.Session session, Map<String, Instant> ends) {
    if (ends.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    return Sql.on(session)
        .update(
            END,
            Sql.texts(ends.entrySet(), Map.Entry::getKey),
            Sql.times(ends.entrySet(), Map.Entry::getValue))
        .replaceWithVoid();
  }

  /** Writes tenures, some of them over already. */
  public Uni<Void> begin(Mutiny.Session session, Collection<Tenure> tenures) {
    if (tenures.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    return Sql.on(session)
        .update(
            BEGIN,
            Sql.texts(tenures, Tenure::leadId),
            Sql.longs(tenures, Tenure::epoch),
            Sql.texts(tenures, Tenure::owner),
            Sql.texts(tenures, Tenure::team),
            Sql.times(tenures, Tenure::begunAt),
            Sql.times(tenures, Tenure::until))
        .replaceWithVoid();
  }

  /** Everybody who has owned these leads and does not any more, with the teams they are in. */
  public Uni<Map<String, List<PastOwner>>> pastOwners(
      Mutiny.Session session, Collection<String> leadIds) {
    return Sql.on(session)
        .list(
            PAST,
            row -> Map.entry(row.getString("lead_id"), pastOwner(row)),
            leadIds.toArray(String[]::new),
            REP_KIND)
        .map(
            list ->
                list.stream()
                    .collect(
                        Collectors.groupingBy(
                            Map.Entry::getKey,
                            Collectors.mapping(Map.Entry::getValue, Collectors.toList()))));
  }

  private static PastOwner pastOwner(Row row) {
    JsonArray teams = row.getJsonArray("teams");
    return new PastOwner(
        row.getString("owner"),
        row.getString("team"),
        teams == null ? Set.of() : teams.stream().map(String::valueOf).collect(Collectors.toSet()),
        Objects.requireNonNull(Sql.instant(row, "until")));
  }

  /** Tenures that are over, by lead, oldest first. */
  public Uni<Map<String, List<Tenure>>> over(Mutiny.Session session, Collection<String> leadIds) {
    return Sql.on(session)
        .list(
            "select * from earlier_owner where lead_id = any($1) and until is not null"
                + " order by lead_id, epoch",
            Tenures::read,
            (Object) leadIds.toArray(String[]::new))
        .map(list -> list.stream().collect(Collectors.groupingBy(Tenure::leadId)));
  }

  private static Tenure read(Row row) {
    return new Tenure(
        row.getString("lead_id"),
        row.getLong("epoch"),
        row.getString("owner"),
        row.getString("team"),
        Objects.requireNonNull(Sql.instant(row, "begun_at")),
        Sql.instant(row, "until"));
  }
}
