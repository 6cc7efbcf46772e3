package dev.fairlead.pool.adapter;

import dev.fairlead.kit.event.Flow;
import dev.fairlead.kit.sql.Sql;
import dev.fairlead.pool.Outcome;
import dev.fairlead.pool.domain.Draw;
import dev.fairlead.pool.domain.DrawRule;
import dev.fairlead.pool.domain.Origin;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Fair windows and who entered them. */
@ApplicationScoped
public class Draws {

  private static final String OPEN =
      """
      insert into draw (id, lead_id, epoch, pool_id, rule, seed, seed_hash, opened_at, draw_at)
      select id, lead, epoch, pool, rule, seed, hash, opened, due
      from unnest($1::uuid[], $2::text[], $3::bigint[], $4::text[], $5::text[], $6::text[],
                  $7::text[], $8::timestamptz[], $9::timestamptz[])
        as d(id, lead, epoch, pool, rule, seed, hash, opened, due)
      order by lead
      on conflict (lead_id, epoch) where drawn_at is null do nothing
      """;

  // A window that is being drawn is locked: who finds it so is too late, and does not wait.
  private static final String ENTER =
      """
      insert into draw_entry
        (id, draw_id, lead_id, rep_id, state, entered_at, correlation_id, traceparent)
      select e.id, d.id, e.lead, e.rep, 'ENTERED', $5, e.correlation, e.trace
      from unnest($1::uuid[], $2::text[], $3::bigint[], $4::text[], $6::text[], $7::text[])
        with ordinality as e(id, lead, epoch, rep, correlation, trace, n)
      cross join lateral (
        select id from draw
        where lead_id = e.lead and epoch = e.epoch and drawn_at is null and draw_at > $5
        for key share skip locked) d
      order by e.n
      on conflict (draw_id, rep_id) where state <> 'WITHDRAWN' do nothing
      """;

  private static final String ENTERED =
      """
      select d.lead_id, d.epoch, d.rule, d.seed_hash, d.draw_at, m.id, m.rep_id,
             (select count(*) from draw_entry b
              where b.draw_id = d.id and b.state = 'ENTERED' and b.id <= m.id)::int as position
      from unnest($1::text[], $2::bigint[], $3::text[]) as e(lead, epoch, rep)
      join draw d on d.lead_id = e.lead and d.epoch = e.epoch and d.drawn_at is null
      join draw_entry m on m.draw_id = d.id and m.rep_id = e.rep and m.state = 'ENTERED'
      """;

  private static final String DUE =
      """
      select * from draw where drawn_at is null and draw_at <= $1 order by draw_at, id limit $2
      for update skip locked
      """;

  private static final String SETTLE =
      """
      update draw_entry set state = s.state, reason = s.reason, number = s.number
      from unnest($1::uuid[], $2::text[], $3::text[], $4::text[]) as s(id, state, reason, number)
      where draw_entry.id = s.id
      """;

  // The draw is locked against being held meanwhile; it is waited for, so that the answer is true.
  private static final String WITHDRAW =
      """
      with open as (
        select d.id from draw d join draw_entry e on e.draw_id = d.id
        where e.id = $1 and d.drawn_at is null
        for key share of d)
      update draw_entry e set state = 'WITHDRAWN'
      from open where e.draw_id = open.id and e.id = $1 and e.state = 'ENTERED'
      """;

  /** Opens windows; one that is open for the same lead already stays. */
  public Uni<Void> open(Mutiny.Session session, List<Draw> windows) {
    return Sql.on(session)
        .update(
            OPEN,
            windows.stream().map(Draw::id).toArray(UUID[]::new),
            Sql.texts(windows, Draw::leadId),
            Sql.longs(windows, Draw::epoch),
            Sql.texts(windows, Draw::pool),
            Sql.texts(windows, d -> d.rule().code()),
            Sql.texts(windows, Draw::seed),
            Sql.texts(windows, Draw::seedHash),
            Sql.times(windows, Draw::openedAt),
            Sql.times(windows, Draw::drawAt))
        .replaceWithVoid();
  }

  /** Enters reps into the open windows of leads; who has entered already stays where he is. */
  public Uni<Void> enter(Mutiny.Session session, List<Entry> entries, Instant now) {
    return Sql.on(session)
        .update(
            ENTER,
            entries.stream().map(Entry::id).toArray(UUID[]::new),
            Sql.texts(entries, Entry::leadId),
            Sql.longs(entries, Entry::epoch),
            Sql.texts(entries, Entry::repId),
            Sql.time(now),
            Sql.texts(entries, e -> e.flow().correlationId()),
            Sql.texts(entries, e -> e.flow().traceparent()))
        .replaceWithVoid();
  }

  /** Where these reps stand in the open windows of these leads. */
  public Uni<List<Entered>> entered(Mutiny.Session session, List<Entry> entries) {
    return Sql.on(session)
        .list(
            ENTERED,
            row ->
                new Entered(
                    row.getString("rep_id"),
                    new Outcome.Entered(
                        row.getString("lead_id"),
                        row.getLong("epoch"),
                        row.getUUID("id"),
                        DrawRule.of(row.getString("rule")),
                        time(row, "draw_at"),
                        row.getString("seed_hash"),
                        row.getInteger("position"))),
            Sql.texts(entries, Entry::leadId),
            Sql.longs(entries, Entry::epoch),
            Sql.texts(entries, Entry::repId));
  }

  /** Windows that are over and that no other replica is drawing, held for this transaction. */
  public Uni<List<Draw>> due(Mutiny.Session session, Instant now, int most) {
    return Sql.on(session).list(DUE, Draws::read, Sql.time(now), most);
  }

  /** Who takes part in these draws, in the order of entering. */
  public Uni<Map<UUID, List<Entrant>>> entrants(Mutiny.Session session, Collection<Draw> draws) {
    return Sql.on(session)
        .list(
            "select id, draw_id, rep_id, correlation_id, traceparent from draw_entry"
                + " where draw_id = any($1) and state = 'ENTERED' order by id",
            row ->
                new Entrant(
                    row.getUUID("id"),
                    row.getUUID("draw_id"),
                    row.getString("rep_id"),
                    new Origin(
                        row.getString("correlation_id"), null, row.getString("traceparent"))),
            (Object) draws.stream().map(Draw::id).toArray(UUID[]::new))
        .map(list -> list.stream().collect(Collectors.groupingBy(Entrant::drawId)));
  }

  /** Closes draws. */
  public Uni<Void> close(Mutiny.Session session, Collection<Draw> draws, Instant at) {
    return Sql.on(session)
        .update(
            "update draw set drawn_at = $2 where id = any($1)",
            draws.stream().map(Draw::id).toArray(UUID[]::new),
            Sql.time(at))
        .replaceWithVoid();
  }

  /** Writes what became of entries. */
  public Uni<Void> settle(Mutiny.Session session, Collection<Settled> settled) {
    return settled.isEmpty()
        ? Uni.createFrom().voidItem()
        : Sql.on(session)
            .update(
                SETTLE,
                settled.stream().map(Settled::id).toArray(UUID[]::new),
                Sql.texts(settled, s -> s.reason() == null ? "WON" : "LOST"),
                Sql.texts(settled, Settled::reason),
                Sql.texts(settled, Settled::number))
            .replaceWithVoid();
  }

  /** Takes an entry back; false when its draw was held, or it was taken back already. */
  public Uni<Boolean> withdraw(Mutiny.Session session, UUID entry) {
    return Sql.on(session).update(WITHDRAW, entry).map(rows -> rows == 1);
  }

  private static Draw read(Row row) {
    return new Draw(
        row.getUUID("id"),
        row.getString("lead_id"),
        row.getLong("epoch"),
        row.getString("pool_id"),
        DrawRule.of(row.getString("rule")),
        row.getString("seed"),
        row.getString("seed_hash"),
        time(row, "opened_at"),
        time(row, "draw_at"));
  }

  private static Instant time(Row row, String column) {
    return Objects.requireNonNull(Sql.instant(row, column));
  }

  /** A rep who wants to enter the window of a lead. */
  public record Entry(UUID id, String leadId, long epoch, String repId, Flow flow) {}

  /** Where somebody stands. */
  public record Entered(String repId, Outcome.Entered outcome) {}

  /** Somebody who takes part. */
  public record Entrant(UUID id, UUID drawId, String repId, Origin origin) {}

  /**
   * What became of an entry.
   *
   * @param reason why it lost; absent for the winner
   */
  public record Settled(UUID id, @Nullable String reason, String number) {}
}
