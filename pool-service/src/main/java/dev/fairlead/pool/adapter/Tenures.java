package dev.fairlead.pool.adapter;

import dev.fairlead.events.EventType;
import dev.fairlead.events.RosterEvent;
import dev.fairlead.kit.sql.Sql;
import dev.fairlead.pool.domain.Rep;
import dev.fairlead.pool.domain.Tenure;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

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

  private static final String LAST_OWNED =
      """
      select max(until) as last from earlier_owner e
      where lead_id = $1
        and (owner = $2
             or $3 and (team = any($4)
                        or exists (select from roster r
                                   where r.kind = $5 and r.id = e.owner
                                     and r.body -> 'teams' ?| $4)))
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

  /** When a rep, or with the team a mate, last stopped owning a lead; null when never. */
  public Uni<@Nullable Instant> lastOwned(
      Mutiny.Session session, String leadId, Rep rep, boolean team) {
    return Sql.on(session)
        .list(
            LAST_OWNED,
            row -> Optional.ofNullable(Sql.instant(row, "last")),
            leadId,
            rep.id(),
            team,
            rep.teams().toArray(String[]::new),
            REP_KIND)
        .map(rows -> rows.getFirst().orElse(null));
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
