package dev.fairlead.pool.adapter;

import dev.fairlead.kit.sql.Sql;
import dev.fairlead.pool.domain.Claim;
import dev.fairlead.pool.domain.Origin;
import dev.fairlead.pool.domain.Pool;
import dev.fairlead.pool.domain.PooledLead;
import dev.fairlead.pool.domain.Span;
import dev.fairlead.pool.domain.Wait;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;

/** The leads nobody owns, each in one pool or waiting for one. */
@ApplicationScoped
public class PooledLeads {

  private static final String COLUMNS =
      "lead_id, epoch, pool_id, cause, asked_pool, pooled_at, available_at, claim_id::text as"
          + " claim_id, waits_for, correlation_id, causation_id, traceparent, rounds,"
          + " archive_at, archived";

  private static final String SAVE =
      """
      insert into pooled_lead
        (lead_id, epoch, pool_id, cause, asked_pool, pooled_at, available_at, claim_id, waits_for,
         tried_version, correlation_id, causation_id, traceparent, rounds, archive_at, archived)
      select lead_id, epoch, pool_id, cause, asked, pooled_at, available_at, claim_id::uuid, waits,
             $10, correlation, causation, trace, rounds, archive_at, archived
      from unnest($1::text[], $2::bigint[], $3::text[], $4::text[], $5::text[], $6::timestamptz[],
                  $7::timestamptz[], $8::text[], $9::text[], $11::text[], $12::text[], $13::text[],
                  $14::bigint[], $15::timestamptz[], $16::boolean[])
        as p(lead_id, epoch, pool_id, cause, asked, pooled_at, available_at, claim_id, waits,
             correlation, causation, trace, rounds, archive_at, archived)
      order by lead_id
      on conflict (lead_id) do update
        set epoch = excluded.epoch, pool_id = excluded.pool_id, cause = excluded.cause,
            asked_pool = excluded.asked_pool, pooled_at = excluded.pooled_at,
            available_at = excluded.available_at, claim_id = excluded.claim_id,
            waits_for = excluded.waits_for, tried_version = excluded.tried_version,
            correlation_id = excluded.correlation_id, causation_id = excluded.causation_id,
            traceparent = excluded.traceparent, rounds = excluded.rounds,
            archive_at = excluded.archive_at, archived = excluded.archived
      """;

  // The lead is locked by the one who gets it, or by nobody: who finds it locked is too late.
  private static final String TAKE =
      """
      with free as materialized (
        select p.lead_id, w.claim
        from unnest($1::text[], $2::text[], $3::bigint[], $4::uuid[]) as w(lead, pool, epoch, claim)
        join pooled_lead p on p.lead_id = w.lead and p.pool_id = w.pool and p.epoch = w.epoch
        where p.claim_id is null and not p.archived
        order by p.lead_id
        for update of p skip locked)
      update pooled_lead p set claim_id = free.claim from free where p.lead_id = free.lead_id
      returning p.lead_id
      """;

  private static final String WAITING =
      """
      select %s from pooled_lead p
      where pool_id is null
        and (tried_version < $1
             or waits_for = 'FACTS' and exists (
               select from lead_facts f where f.lead_id = p.lead_id and f.facts is not null))
      order by pooled_at limit $2
      for update skip locked
      """
          .formatted(COLUMNS);

  private static final String OUTDATED =
      """
      select %s from pooled_lead
      where archive_at <= $1 and not archived and claim_id is null and pool_id is not null
      order by archive_at limit $2
      for update skip locked
      """
          .formatted(COLUMNS);

  /** Entries of these leads, held for this transaction. */
  public Uni<Map<String, PooledLead>> lock(Mutiny.Session session, Collection<String> leadIds) {
    return Sql.on(session)
        .list(
            "select "
                + COLUMNS
                + " from pooled_lead where lead_id = any($1) order by lead_id for update",
            PooledLeads::read,
            (Object) leadIds.toArray(String[]::new))
        .map(PooledLeads::byId);
  }

  /** Entries of these leads, not locked. */
  public Uni<Map<String, PooledLead>> find(Mutiny.Session session, Collection<String> leadIds) {
    return Sql.on(session)
        .list(
            "select " + COLUMNS + " from pooled_lead where lead_id = any($1)",
            PooledLeads::read,
            (Object) leadIds.toArray(String[]::new))
        .map(PooledLeads::byId);
  }

  /** Marks entries as claimed; answers those nobody else was, or is being, faster with. */
  public Uni<Set<String>> take(Mutiny.Session session, Collection<Claim> claims) {
    return Sql.on(session)
        .list(
            TAKE,
            row -> row.getString(0),
            Sql.texts(claims, Claim::leadId),
            Sql.texts(claims, Claim::pool),
            Sql.longs(claims, Claim::epoch),
            claims.stream().map(Claim::id).toArray(UUID[]::new))
        .map(Set::copyOf);
  }

  private static Map<String, PooledLead> byId(List<PooledLead> list) {
    return list.stream().collect(Collectors.toMap(PooledLead::leadId, Function.identity()));
  }

  /** Entries without a pool that may find one now. */
  public Uni<List<PooledLead>> waiting(Mutiny.Session session, long configuration, int most) {
    return Sql.on(session).list(WAITING, PooledLeads::read, configuration, most);
  }

  /** How many entries wait, by what for. */
  public Uni<Map<Wait, Long>> countWaiting(Mutiny.Session session) {
    return Sql.on(session)
        .list(
            "select waits_for, count(*) from pooled_lead where pool_id is null group by waits_for",
            row -> Map.entry(Wait.valueOf(row.getString(0)), row.getLong(1)))
        .map(
            list ->
                list.stream().collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
  }

  /** How many leads a pool has, claimed ones included that the ledger still decides on. */
  public Uni<Long> count(Mutiny.Session session, String pool) {
    return Sql.on(session)
        .first("select count(*) from pooled_lead where pool_id = $1", row -> row.getLong(0), pool)
        .map(count -> count == null ? 0L : count);
  }

  /** How many leads each pool offers. */
  public Uni<Map<String, Long>> open(Mutiny.Session session) {
    return Sql.on(session)
        .list(
            "select pool_id, count(*) from pooled_lead where pool_id is not null and claim_id is"
                + " null and not archived group by pool_id",
            row -> Map.entry(row.getString(0), row.getLong(1)))
        .map(
            list ->
                list.stream().collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
  }

  /** Entries whose time in circulation is over and that no other replica works on. */
  public Uni<List<PooledLead>> outdated(Mutiny.Session session, Instant now, int most) {
    return Sql.on(session).list(OUTDATED, PooledLeads::read, Sql.time(now), most);
  }

  /** Takes entries out of circulation. */
  public Uni<Void> archive(Mutiny.Session session, Collection<String> leadIds) {
    return Sql.on(session)
        .update(
            "update pooled_lead set archived = true where lead_id = any($1)",
            (Object) leadIds.toArray(String[]::new))
        .replaceWithVoid();
  }

  /**
   * Writes entries.
   *
   * @param configuration the version under which a waiting one found no pool
   */
  public Uni<Void> save(Mutiny.Session session, Collection<PooledLead> leads, long configuration) {
    if (leads.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    return Sql.on(session)
        .update(
            SAVE,
            Sql.texts(leads, PooledLead::leadId),
            Sql.longs(leads, PooledLead::epoch),
            Sql.texts(leads, PooledLead::pool),
            Sql.texts(leads, PooledLead::cause),
            Sql.texts(leads, PooledLead::asked),
            Sql.times(leads, PooledLead::pooledAt),
            Sql.times(leads, PooledLead::availableAt),
            Sql.texts(leads, PooledLead::claimedBy),
            Sql.texts(leads, p -> p.waitsFor() == null ? null : p.waitsFor().name()),
            configuration,
            Sql.texts(leads, p -> p.origin().correlationId()),
            Sql.texts(leads, p -> p.origin().causationId()),
            Sql.texts(leads, p -> p.origin().traceparent()),
            Sql.longs(leads, p -> (long) p.shelf().rounds()),
            Sql.times(leads, p -> p.shelf().archiveAt()),
            leads.stream().map(p -> p.shelf().archived()).toArray(Boolean[]::new))
        .replaceWithVoid();
  }

  /** Puts all entries of a pool into another one and answers which; cool-off as it says. */
  public Uni<List<String>> moveAll(Mutiny.Session session, String from, Pool to) {
    Span coolOff = to.claim().coolOff();
    return Sql.on(session)
        .list(
            "update pooled_lead set pool_id = $2,"
                + " available_at = pooled_at + make_interval(secs => $3)"
                + " where pool_id = $1 returning lead_id",
            row -> row.getString(0),
            from,
            to.id(),
            coolOff == null ? 0.0 : (double) coolOff.exact().toSeconds());
  }

  /** Removes entries. */
  public Uni<Void> remove(Mutiny.Session session, Collection<String> leadIds) {
    return leadIds.isEmpty()
        ? Uni.createFrom().voidItem()
        : Sql.on(session)
            .update(
                "delete from pooled_lead where lead_id = any($1)",
                (Object) leadIds.toArray(String[]::new))
            .replaceWithVoid();
  }

  static PooledLead read(Row row) {
    String waits = row.getString("waits_for");
    return new PooledLead(
        row.getString("lead_id"),
        row.getLong("epoch"),
        row.getString("pool_id"),
        row.getString("cause"),
        row.getString("asked_pool"),
        time(row, "pooled_at"),
        time(row, "available_at"),
        row.getString("claim_id"),
        waits == null ? null : Wait.valueOf(waits),
        new Origin(
            row.getString("correlation_id"),
            row.getString("causation_id"),
            row.getString("traceparent")),
        new PooledLead.Shelf(
            row.getInteger("rounds"), Sql.instant(row, "archive_at"), row.getBoolean("archived")));
  }

  private static Instant time(Row row, String column) {
    return Objects.requireNonNull(Sql.instant(row, column));
  }
}
