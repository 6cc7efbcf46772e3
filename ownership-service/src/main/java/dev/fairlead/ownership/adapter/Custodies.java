package dev.fairlead.ownership.adapter;

import dev.fairlead.kit.sql.Sql;
import dev.fairlead.ownership.domain.Custody;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Who holds each lead now. */
@ApplicationScoped
public class Custodies {

  private static final String MEET =
      """
      insert into custody (lead_id, state, epoch, doc)
      select id, $2, 0, $3 from unnest($1::text[]) as id order by id
      on conflict do nothing
      """;

  private static final String LOCK =
      "select lead_id, state, doc from custody where lead_id = any($1::text[]) order by lead_id for update";

  private static final String SAVE =
      """
      update custody c
      set state = n.state, epoch = n.epoch, owner = n.owner, team = n.team, deadline = n.deadline,
          doc = n.doc, updated_at = now()
      from unnest($1::text[], $2::text[], $3::bigint[], $4::text[], $5::text[], $6::timestamptz[],
                  $7::text[]) as n(lead_id, state, epoch, owner, team, deadline, doc)
      where c.lead_id = n.lead_id
      """;

  /** Locks these leads until the transaction ends; those not met before are met by it. */
  public Uni<Map<String, Custody>> lockOrMeet(Mutiny.Session session, Collection<String> leadIds) {
    String[] ids = new TreeSet<>(leadIds).toArray(String[]::new);
    Sql sql = Sql.on(session);
    return sql.update(MEET, ids, CustodyJson.state(Custody.UNMET), CustodyJson.write(Custody.UNMET))
        .chain(() -> lock(session, ids));
  }

  /** Locks one lead; empty when the ledger has not met it. */
  public Uni<Optional<Custody>> lock(Mutiny.Session session, String leadId) {
    return lock(session, new String[] {leadId})
        .map(found -> Optional.ofNullable(found.get(leadId)));
  }

  private static Uni<Map<String, Custody>> lock(Mutiny.Session session, String[] ids) {
    return Sql.on(session)
        .list(LOCK, row -> Map.entry(row.getString(0), custody(row)), (Object) ids)
        .map(
            rows ->
                rows.stream().collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
  }

  /** Writes back locked custodies. */
  public Uni<Void> save(Mutiny.Session session, Map<String, Custody> changed) {
    if (changed.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    List<Map.Entry<String, Custody>> rows = List.copyOf(changed.entrySet());
    return Sql.on(session)
        .update(
            SAVE,
            Sql.texts(rows, Map.Entry::getKey),
            Sql.texts(rows, r -> CustodyJson.state(r.getValue())),
            Sql.longs(rows, r -> r.getValue().epoch()),
            Sql.texts(rows, r -> owner(r.getValue())),
            Sql.texts(rows, r -> r.getValue() instanceof Custody.Owned o ? o.team() : null),
            Sql.times(rows, r -> deadline(r.getValue())),
            Sql.texts(rows, r -> CustodyJson.write(r.getValue())))
        .replaceWithVoid();
  }

  /** Whether the ledger had met the lead by then. */
  public Uni<Boolean> hadMet(Mutiny.Session session, String leadId, Instant at) {
    return Sql.on(session)
        .first(
            "select true from custody where lead_id = $1 and met_at <= $2",
            row -> row.getBoolean(0),
            leadId,
            Sql.time(at))
        .map(Boolean.TRUE::equals);
  }

  /** Reads one lead without locking it. */
  public Uni<Optional<Custody>> find(Mutiny.Session session, String leadId) {
    return Sql.on(session)
        .first("select state, doc from custody where lead_id = $1", Custodies::custody, leadId)
        .map(Optional::ofNullable);
  }

  /** A page of leads by lead id. */
  public Uni<List<Held>> list(Mutiny.Session session, Query query) {
    return Sql.on(session)
        .list(
            """
            select lead_id, state, doc from custody
            where ($1::text is null or owner = $1) and ($2::text is null or state = $2)
              and ($3::timestamptz is null or deadline < $3)
              and ($4::text is null or lead_id > $4)
              and ($5::text[] is null or team = any($5))
            order by lead_id limit $6
            """,
            row -> new Held(row.getString("lead_id"), custody(row)),
            query.owner(),
            query.state(),
            Sql.time(query.dueBefore()),
            query.after(),
            query.teams(),
            query.limit() + 1);
  }

  private static @Nullable String owner(Custody custody) {
    return switch (custody) {
      case Custody.Owned o -> o.owner();
      case Custody.Closed c -> c.owner();
      case Custody.Assigning a -> null;
      case Custody.Pooled p -> null;
    };
  }

  private static @Nullable Instant deadline(Custody custody) {
    return custody instanceof Custody.Owned o ? o.protection().deadline() : null;
  }

  private static Custody custody(Row row) {
    return CustodyJson.read(row.getString("state"), row.getString("doc"));
  }

  /** A lead and who holds it. */
  public record Held(String leadId, Custody custody) {}

  /** What to list; null means any. */
  public record Query(
      @Nullable String owner,
      @Nullable String state,
      @Nullable Instant dueBefore,
      String @Nullable [] teams,
      @Nullable String after,
      int limit) {}
}
