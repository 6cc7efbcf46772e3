package dev.fairlead.assignment.decision.adapter;

import dev.fairlead.assignment.decision.domain.Custody;
import dev.fairlead.assignment.decision.domain.Custody.Phase;
import dev.fairlead.assignment.decision.domain.Custody.State;
import dev.fairlead.assignment.decision.domain.Custody.Waiting;
import dev.fairlead.kit.sql.Sql;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Who holds which lead, as assignment knows. */
@ApplicationScoped
public class Custodies {

  private static final String COLUMNS =
      "select lead_id, state, epoch, owner, last_owner, holder, stage, phase, decision_id, reason,"
          + " gates, since, retry_at, correlation_id from custody ";

  private static final String MEET =
      """
      insert into custody (lead_id) select id from unnest($1::text[]) as id order by id
      on conflict do nothing
      """;

  private static final String SAVE =
      """
      update custody c set
        state = n.state, epoch = n.epoch, owner = n.owner, last_owner = n.last_owner,
        holder = n.holder, stage = n.stage, phase = n.phase, decision_id = n.decision_id,
        reason = n.reason, gates = n.gates, since = n.since, retry_at = n.retry_at,
        correlation_id = n.correlation_id,
        overdue_at = case when n.phase = 'held' then c.overdue_at end,
        left_at = case when c.state = 'owned' and n.owner is distinct from c.owner
                       then clock_timestamp() else c.left_at end
      from unnest($1::text[], $2::text[], $3::bigint[], $4::text[], $5::text[], $6::text[],
                  $7::text[], $8::text[], $9::uuid[], $10::text[], $11::text[], $12::timestamptz[],
                  $13::timestamptz[], $14::text[])
        as n(lead_id, state, epoch, owner, last_owner, holder, stage, phase, decision_id, reason,
             gates, since, retry_at, correlation_id)
      where c.lead_id = n.lead_id
      """;

  private static final String OVERDUE =
      """
      update custody set overdue_at = $2 where lead_id in (
        select lead_id from custody where phase = 'held' and overdue_at is null and since <= $1
        order by since limit $3 for update skip locked)
      returning lead_id, state, epoch, owner, last_owner, holder, stage, phase, decision_id, reason,
        gates, since, retry_at, correlation_id
      """;

  private static final String ROOM =
      """
      update custody set retry_at = now()
      where lead_id in (select lead_id from custody
                        where phase = 'held' and gates like '%over-capacity%'
                        for update skip locked)
      """;

  /** Locks leads, in the order of their ids; one not met before begins as an unknown one. */
  public Uni<List<Custody>> meet(Mutiny.Session session, Collection<String> ids) {
    Object sorted = ids.stream().distinct().sorted().toArray(String[]::new);
    Sql sql = Sql.on(session);
    return sql.update(MEET, sorted)
        .chain(
            () ->
                sql.list(
                    COLUMNS + "where lead_id = any($1) order by lead_id for update",
                    Custodies::custody,
                    sorted));
  }

  /** Locks one lead; null for one never heard of. */
  public Uni<@Nullable Custody> lock(Mutiny.Session session, String leadId) {
    return Sql.on(session)
        .first(COLUMNS + "where lead_id = $1 for update", Custodies::custody, leadId);
  }

  /** Locks waiting leads whose time has come, unless somebody else has them in hand. */
  public Uni<List<Custody>> lockDue(Mutiny.Session session, Instant now, int limit) {
    return Sql.on(session)
        .list(
            COLUMNS
                + "where phase = 'held' and retry_at <= $1 order by since limit $2"
                + " for update skip locked",
            Custodies::custody,
            Sql.time(now),
            limit);
  }

  /**
   * Locks waiting leads that may be decided on now, the oldest first, unless somebody else has them
   * in hand.
   *
   * @param room whether somebody just lost a lead, so that those count that wait for room
   */
  public Uni<List<Custody>> lockReady(
      Mutiny.Session session, Instant now, boolean room, int limit) {
    return Sql.on(session)
        .list(
            COLUMNS
                + "where phase = 'held' and (retry_at <= $1 or ($2 and gates like '%over-capacity%'))"
                + " order by since limit $3 for update skip locked",
            Custodies::custody,
            Sql.time(now),
            room,
            limit);
  }

  /**
   * Waiting leads, the oldest first.
   *
   * @param until only those that have waited since then or longer; null for all
   */
  public Uni<List<Custody>> waiting(
      Mutiny.Session session,
      @Nullable Instant since,
      String after,
      @Nullable Instant until,
      int limit) {
    return Sql.on(session)
        .list(
            COLUMNS
                + "where phase = 'held' and ($1::timestamptz is null or (since, lead_id) > ($1, $2))"
                + " and ($4::timestamptz is null or since <= $4)"
                + " order by since, lead_id limit $3",
            Custodies::custody,
            Sql.time(since),
            after,
            limit,
            Sql.time(until));
  }

  /** Notes that leads are overdue which have waited since then, and answers them, once each. */
  public Uni<List<Custody>> overdue(Mutiny.Session session, Instant since, Instant now, int limit) {
    return Sql.on(session).list(OVERDUE, Custodies::custody, Sql.time(since), Sql.time(now), limit);
  }

  /** How many leads wait, and since when the oldest does. */
  public Uni<Backlog> backlog(Mutiny.Session session) {
    return Sql.on(session)
        .list(
            "select count(*) as leads, min(since) as oldest, count(overdue_at) as overdue"
                + " from custody where phase = 'held'",
            row ->
                new Backlog(
                    row.getLong("leads"), row.getLong("overdue"), Sql.instant(row, "oldest")))
        .map(rows -> rows.getFirst());
  }

  /**
   * The leads that wait.
   *
   * @param overdue how many of them have waited too long
   * @param oldest since when the first one does; null without any
   */
  public record Backlog(long leads, long overdue, @Nullable Instant oldest) {}

  /** The last owner of each of those leads that had one. */
  public Uni<Map<String, String>> lastOwners(Mutiny.Session session, Collection<String> ids) {
    if (ids.isEmpty()) {
      return Uni.createFrom().item(Map.of());
    }
    return Sql.on(session)
        .run(
            "select lead_id, last_owner from custody"
                + " where lead_id = any($1) and last_owner is not null",
            (Object) ids.toArray(String[]::new))
        .map(
            rows -> {
              Map<String, String> owners = new HashMap<>();
              rows.forEach(row -> owners.put(row.getString(0), row.getString(1)));
              return owners;
            });
  }

  /** Writes leads back. */
  public Uni<Void> save(Mutiny.Session session, List<Custody> changed) {
    if (changed.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    return Sql.on(session)
        .update(
            SAVE,
            Sql.texts(changed, Custody::leadId),
            Sql.texts(changed, c -> name(c.state())),
            Sql.longs(changed, Custody::epoch),
            Sql.texts(changed, Custody::owner),
            Sql.texts(changed, Custody::lastOwner),
            Sql.texts(changed, Custody::holder),
            Sql.texts(changed, Custody::stage),
            Sql.texts(changed, c -> name(c.phase())),
            changed.stream().map(c -> uuid(c.decisionId())).toArray(UUID[]::new),
            Sql.texts(changed, c -> c.waiting() == null ? null : c.waiting().reason()),
            Sql.texts(changed, c -> c.waiting() == null ? "" : gates(c.waiting())),
            Sql.times(changed, c -> c.waiting() == null ? null : c.waiting().since()),
            Sql.times(changed, c -> c.waiting() == null ? null : c.waiting().retryAt()),
            Sql.texts(changed, Custody::correlationId))
        .replaceWithVoid();
  }

  /** Has the leads looked at again that wait for somebody to have room. */
  public Uni<Void> roomWasMade(Mutiny.Session session) {
    return Sql.on(session).update(ROOM).replaceWithVoid();
  }

  private static String gates(Waiting waiting) {
    return String.join(",", waiting.gates());
  }

  private static Custody custody(Row row) {
    UUID decision = row.getUUID("decision_id");
    return new Custody(
        row.getString("lead_id"),
        State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
        row.getLong("epoch"),
        row.getString("owner"),
        row.getString("last_owner"),
        row.getString("holder"),
        row.getString("stage"),
        Phase.valueOf(row.getString("phase").toUpperCase(Locale.ROOT)),
        decision == null ? null : decision.toString(),
        waiting(row),
        row.getString("correlation_id"));
  }

  private static @Nullable Waiting waiting(Row row) {
    String reason = row.getString("reason");
    if (reason == null) {
      return null;
    }
    String gates = row.getString("gates");
    return new Waiting(
        reason,
        gates.isEmpty() ? Set.of() : Set.of(gates.split(",")),
        Objects.requireNonNull(Sql.instant(row, "since")),
        Sql.instant(row, "retry_at"));
  }

  private static @Nullable UUID uuid(@Nullable String id) {
    return id == null ? null : UUID.fromString(id);
  }

  private static String name(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
