package dev.fairlead.ownership.report.adapter;

import dev.fairlead.kit.sql.Sql;
import dev.fairlead.kit.sql.Transactions;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Ownerships: those that run, and by month those that are over. */
@ApplicationScoped
public class Episodes {

  private static final String BEGIN =
      """
      insert into open_episode
        (lead_id, epoch, owner, team, source, region, product_line, test, started_at, deadline, accepted_at)
      select b.lead, b.epoch, b.owner, coalesce(b.team, r.teams[1]), d.source,
             coalesce(d.region, '{}'), d.product_line, coalesce(d.test, false), b.started, b.deadline,
             b.accepted
      from unnest($1::text[], $2::bigint[], $3::text[], $4::text[], $5::timestamptz[],
                  $6::timestamptz[], $7::timestamptz[])
        as b(lead, epoch, owner, team, started, deadline, accepted)
      left join lead_dimension d on d.lead_id = b.lead
      left join rep r on r.id = b.owner
      order by b.lead, b.epoch
      on conflict do nothing
      """;

  private static final String WORK =
      """
      update open_episode o
      set activities = o.activities + w.activities,
          first_work_at = least(o.first_work_at, w.first_work),
          accepted_at = least(o.accepted_at, w.accepted),
          deadline = coalesce(w.deadline, o.deadline)
      from unnest($1::text[], $2::bigint[], $3::int[], $4::timestamptz[], $5::timestamptz[],
                  $6::timestamptz[])
        as w(lead, epoch, activities, first_work, accepted, deadline)
      where o.lead_id = w.lead and o.epoch = w.epoch
      """;

  private static final String END =
      """
      with over as (
        delete from open_episode o
        using unnest($1::text[], $2::bigint[], $3::timestamptz[], $4::text[], $5::text[])
          as e(lead, last_epoch, ended_at, ending, value)
        where o.lead_id = e.lead and o.epoch = e.last_epoch
        returning o.*, e.ended_at, e.ending, e.value)
      insert into episode
        (lead_id, epoch, owner, team, source, region, product_line, test, started_at, deadline,
         accepted_at, first_work_at, activities, ended_at, ending, value)
      select lead_id, epoch, owner, team, source, region, product_line, test, started_at, deadline,
             accepted_at, first_work_at, activities, ended_at, ending, value::numeric
      from over
      """;

  private final Transactions transactions;

  Episodes(Transactions transactions) {
    this.transactions = transactions;
  }

  /** Which ownership: its lead and the epoch in which it is. */
  public record Of(String leadId, long epoch) {}

  /** An ownership that began. */
  public record Begun(
      Of of,
      String owner,
      @Nullable String team,
      Instant startedAt,
      Instant deadline,
      @Nullable Instant acceptedAt) {}

  /**
   * What was done in an ownership.
   *
   * @param firstWorkAt the first qualifying activity among it
   * @param deadline where it moved to
   */
  public record Worked(
      Of of,
      int activities,
      @Nullable Instant firstWorkAt,
      @Nullable Instant acceptedAt,
      @Nullable Instant deadline) {

    /** This and what followed. */
    public Worked and(Worked next) {
      return new Worked(
          of,
          activities + next.activities,
          earlier(firstWorkAt, next.firstWorkAt),
          earlier(acceptedAt, next.acceptedAt),
          next.deadline == null ? deadline : next.deadline);
    }

    private static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant other) {
      if (one == null || other == null) {
        return one == null ? other : one;
      }
      return one.isBefore(other) ? one : other;
    }
  }

  /**
   * An ownership that is over.
   *
   * @param ending the ledger's cause, or the result of a close
   */
  public record Ended(Of of, Instant at, String ending, @Nullable BigDecimal value) {}

  /** Notes ownerships that began. */
  public Uni<Void> begin(Mutiny.Session session, List<Begun> begun) {
    return begun.isEmpty()
        ? Uni.createFrom().voidItem()
        : Sql.on(session)
            .update(
                BEGIN,
                Sql.texts(begun, one -> one.of().leadId()),
                Sql.longs(begun, one -> one.of().epoch()),
                Sql.texts(begun, Begun::owner),
                Sql.texts(begun, Begun::team),
                Sql.times(begun, Begun::startedAt),
                Sql.times(begun, Begun::deadline),
                Sql.times(begun, Begun::acceptedAt))
            .replaceWithVoid();
  }

  /** Notes what was done in ownerships that run. */
  public Uni<Void> work(Mutiny.Session session, List<Worked> worked) {
    return worked.isEmpty()
        ? Uni.createFrom().voidItem()
        : Sql.on(session)
            .update(
                WORK,
                Sql.texts(worked, one -> one.of().leadId()),
                Sql.longs(worked, one -> one.of().epoch()),
                worked.stream().map(Worked::activities).toArray(Integer[]::new),
                Sql.times(worked, Worked::firstWorkAt),
                Sql.times(worked, Worked::acceptedAt),
                Sql.times(worked, Worked::deadline))
            .replaceWithVoid();
  }

  /** Moves ownerships that are over to those of their month. */
  public Uni<Void> end(Mutiny.Session session, List<Ended> ended) {
    return ended.isEmpty()
        ? Uni.createFrom().voidItem()
        : Sql.on(session)
            .update(
                END,
                Sql.texts(ended, one -> one.of().leadId()),
                Sql.longs(ended, one -> one.of().epoch()),
                Sql.times(ended, Ended::at),
                Sql.texts(ended, Ended::ending),
                Sql.texts(ended, one -> one.value() == null ? null : one.value().toPlainString()))
            .replaceWithVoid();
  }

  @Scheduled(every = "6h", delayed = "20s")
  Uni<Void> makeMonths() {
    return transactions.run(
        session ->
            Sql.on(session)
                .run("select episode_month(now()), episode_month(now() + interval '1 month')")
                .replaceWithVoid());
  }
}
