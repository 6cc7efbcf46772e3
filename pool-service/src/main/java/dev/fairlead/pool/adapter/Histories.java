package dev.fairlead.pool.adapter;

import dev.fairlead.kit.sql.Sql;
import dev.fairlead.pool.domain.PooledLead;
import dev.fairlead.pool.domain.Work;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * What has happened to leads: their stays in pools, who gave them back and why, the work on them.
 */
@ApplicationScoped
public class Histories {

  private static final String POOLED =
      """
      insert into pooling (lead_id, epoch, pool_id, cause, pooled_at)
      select * from unnest($1::text[], $2::bigint[], $3::text[], $4::text[], $5::timestamptz[])
      on conflict do nothing
      """;

  private static final String RETURNED =
      """
      insert into lead_return (lead_id, epoch, rep_id, cause, reason, returned_at)
      select * from unnest($1::text[], $2::bigint[], $3::text[], $4::text[], $5::text[],
                           $6::timestamptz[])
      on conflict do nothing
      """;

  private static final String WORKED =
      """
      insert into lead_work (lead_id, touches, activities)
      select * from unnest($1::text[], $2::int[], $3::int[]) as w(lead_id, touches, activities)
      order by lead_id
      on conflict (lead_id) do update
        set touches = lead_work.touches + excluded.touches,
            activities = lead_work.activities + excluded.activities
      """;

  /** Leads came into pools. */
  public Uni<Void> pooled(Mutiny.Session session, Collection<PooledLead> leads) {
    List<PooledLead> placed = leads.stream().filter(lead -> lead.pool() != null).toList();
    return placed.isEmpty()
        ? Uni.createFrom().voidItem()
        : Sql.on(session)
            .update(
                POOLED,
                Sql.texts(placed, PooledLead::leadId),
                Sql.longs(placed, PooledLead::epoch),
                Sql.texts(placed, PooledLead::pool),
                Sql.texts(placed, PooledLead::cause),
                Sql.times(placed, PooledLead::pooledAt))
            .replaceWithVoid();
  }

  /** Leads left their owners without being done. */
  public Uni<Void> returned(Mutiny.Session session, Collection<Return> returns) {
    return returns.isEmpty()
        ? Uni.createFrom().voidItem()
        : Sql.on(session)
            .update(
                RETURNED,
                Sql.texts(returns, Return::leadId),
                Sql.longs(returns, Return::epoch),
                Sql.texts(returns, Return::repId),
                Sql.texts(returns, Return::cause),
                Sql.texts(returns, Return::reason),
                Sql.times(returns, Return::at))
            .replaceWithVoid();
  }

  /** Leads were touched or worked on; one entry per time. */
  public Uni<Void> worked(
      Mutiny.Session session, Collection<String> touched, Collection<String> worked) {
    Map<String, Work> sums = new TreeMap<>();
    touched.forEach(lead -> sums.merge(lead, new Work(1, 0), Work::plus));
    worked.forEach(lead -> sums.merge(lead, new Work(0, 1), Work::plus));
    return sums.isEmpty()
        ? Uni.createFrom().voidItem()
        : Sql.on(session)
            .update(
                WORKED,
                sums.keySet().toArray(String[]::new),
                sums.values().stream().map(Work::touches).toArray(Integer[]::new),
                sums.values().stream().map(Work::activities).toArray(Integer[]::new))
            .replaceWithVoid();
  }

  /** Returns of leads, oldest first. */
  public Uni<Map<String, List<Return>>> returns(
      Mutiny.Session session, Collection<String> leadIds) {
    return Sql.on(session)
        .list(
            "select * from lead_return where lead_id = any($1) order by lead_id, epoch",
            row ->
                new Return(
                    row.getString("lead_id"),
                    row.getLong("epoch"),
                    row.getString("rep_id"),
                    row.getString("cause"),
                    row.getString("reason"),
                    Objects.requireNonNull(Sql.instant(row, "returned_at"))),
            (Object) leadIds.toArray(String[]::new))
        .map(list -> list.stream().collect(Collectors.groupingBy(Return::leadId)));
  }

  /** The work on a lead so far. */
  public Uni<Work> work(Mutiny.Session session, String leadId) {
    return Sql.on(session)
        .first(
            "select touches, activities from lead_work where lead_id = $1",
            row -> new Work(row.getInteger(0), row.getInteger(1)),
            leadId)
        .map(work -> work == null ? Work.NONE : work);
  }

  /**
   * A lead left its owner.
   *
   * @param epoch the epoch that ended his time
   */
  public record Return(
      String leadId, long epoch, String repId, String cause, @Nullable String reason, Instant at) {}
}
