package dev.fairlead.intake.adapter;

import dev.fairlead.kit.sql.Sql;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** How the platforms treat us on behalf of each connector, and how often we called them. */
@ApplicationScoped
public class ConnectorHealth {

  /** Nothing is wrong. */
  public static final String OK = "ok";

  /** The platform does not answer, or not well. */
  public static final String FAILING = "failing";

  private static final String KEEP =
      """
      insert into connector_health (connector, status, since, detail, paused_until)
      values ($1, $2, $3, $4, $5)
      on conflict (connector) do update set
        since = case when connector_health.status = $2 then connector_health.since else $3 end,
        status = $2, detail = $4, paused_until = $5
      """;

  private static final String BUSY =
      """
      select h.connector, h.status, h.second_at, h.calls from connector_health h
      where (h.paused_until is null or h.paused_until <= $1)
        and exists (
          select 1 from lead_fetch f
          where f.connector = h.connector and f.status in ('waiting', 'running')
            and f.next_at <= $1)
      order by h.second_at nulls first limit $2
      for update of h skip locked
      """;

  /**
   * A connector with something to fetch.
   *
   * @param calls how many calls were made since {@code secondAt}
   */
  public record Busy(String connector, String status, @Nullable Instant secondAt, int calls) {
    /** Whether the platform treats us well. */
    public boolean isWell() {
      return status.equals(OK);
    }
  }

  /**
   * What an admin sees.
   *
   * @param status {@code ok}, {@code token-invalid}, {@code forbidden}, {@code rate-limited} or
   *     {@code failing}
   * @param detail the platform's code
   * @param waiting how many leads wait to be fetched
   */
  public record View(
      String status, @Nullable Instant since, @Nullable String detail, long waiting) {}

  /** Makes sure these are known, so that they are asked for what is due. */
  public Uni<Void> know(Mutiny.Session session, Collection<String> connectors, Instant now) {
    return Sql.on(session)
        .update(
            "insert into connector_health (connector, since) select c, $2 from unnest($1::text[])"
                + " as c order by c on conflict do nothing",
            connectors.stream().distinct().toArray(String[]::new),
            Sql.time(now))
        .replaceWithVoid();
  }

  /** Those with something due that nobody else looks after now; the longest waiting first. */
  public Uni<List<Busy>> busy(Mutiny.Session session, Instant now, int limit) {
    return Sql.on(session).list(BUSY, ConnectorHealth::busy, Sql.time(now), limit);
  }

  private static Busy busy(Row row) {
    return new Busy(
        row.getString("connector"),
        row.getString("status"),
        Sql.instant(row, "second_at"),
        row.getInteger("calls"));
  }

  /** Keeps how often each was called. */
  public Uni<Void> count(Mutiny.Session session, List<Busy> called) {
    return Sql.on(session)
        .update(
            """
            update connector_health h set second_at = c.at, calls = c.calls
            from unnest($1::text[], $2::timestamptz[], $3::int[]) as c(connector, at, calls)
            where h.connector = c.connector
            """,
            Sql.texts(called, Busy::connector),
            Sql.times(called, Busy::secondAt),
            called.stream().map(Busy::calls).toArray(Integer[]::new))
        .replaceWithVoid();
  }

  /** Keeps how it is; until then nothing is asked of the platform. */
  public Uni<Void> keep(
      Mutiny.Session session,
      String connector,
      String status,
      @Nullable String detail,
      @Nullable Instant pausedUntil,
      Instant now) {
    return Sql.on(session)
        .update(KEEP, connector, status, Sql.time(now), detail, Sql.time(pausedUntil))
        .replaceWithVoid();
  }

  /** All is well again, or may be: somebody changed the connector. */
  public Uni<Void> recovered(Mutiny.Session session, String connector, Instant now) {
    return Sql.on(session)
        .update(
            """
            update connector_health set status = 'ok', since = $2, detail = null,
              paused_until = null
            where connector = $1 and (status <> 'ok' or paused_until is not null)
            """,
            connector,
            Sql.time(now))
        .replaceWithVoid();
  }

  /** It can be asked at once, though nothing is known to be well. */
  public Uni<Void> unpause(Mutiny.Session session, String connector) {
    return Sql.on(session)
        .update("update connector_health set paused_until = null where connector = $1", connector)
        .replaceWithVoid();
  }

  /** Until when nothing is asked of the platform; null when it may be asked. */
  public Uni<@Nullable Instant> pausedUntil(Mutiny.Session session, String connector) {
    return Sql.on(session)
        .first(
            "select paused_until from connector_health where connector = $1"
                + " and paused_until is not null",
            row -> Objects.requireNonNull(Sql.instant(row, "paused_until")),
            connector);
  }

  /** By connector what an admin sees; connectors that never fetched are not among them. */
  public Uni<Map<String, View>> views(Mutiny.Session session, Collection<String> connectors) {
    return Sql.on(session)
        .list(
            """
            select h.connector, h.status, h.since, h.detail,
              (select count(*) from lead_fetch f
               where f.connector = h.connector and f.status in ('waiting', 'running')) as waiting
            from connector_health h where h.connector = any($1::text[])
            """,
            row ->
                Map.entry(
                    row.getString("connector"),
                    new View(
                        row.getString("status"),
                        Sql.instant(row, "since"),
                        row.getString("detail"),
                        row.getLong("waiting"))),
            (Object) connectors.toArray(String[]::new))
        .map(
            entries -> {
              Map<String, View> views = new HashMap<>();
              entries.forEach(entry -> views.put(entry.getKey(), entry.getValue()));
              return views;
            });
  }
}
