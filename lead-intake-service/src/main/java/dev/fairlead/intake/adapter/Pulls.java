package dev.fairlead.intake.adapter;

import dev.fairlead.kit.sql.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** How far the connectors that ask their platforms by themselves have read. */
@ApplicationScoped
public class Pulls {

  private static final String CLAIM =
      """
      with due as materialized (
        select d.connector from pull d
        left join connector_health h on h.connector = d.connector
        where d.next_at <= $1 and (h.paused_until is null or h.paused_until <= $1)
        order by d.next_at limit 1 for update of d skip locked)
      update pull p set run = p.run + 1, next_at = $2
      from due
      where p.connector = due.connector
      returning p.connector, p.read_to, p.run, p.failures
      """;

  /**
   * A connector whose turn it is, for us.
   *
   * @param readTo everything its platform had until then has been read; null at first
   * @param run tells this turn from later ones
   * @param failures turns that failed since the last one that did not
   */
  public record Turn(String connector, @Nullable Instant readTo, int run, int failures) {}

  /** Lets a connector have turns from now on, or none any more. */
  public Uni<Void> schedule(Mutiny.Session session, String connector, boolean wished, Instant now) {
    Sql sql = Sql.on(session);
    return (wished
            ? sql.update(
                "insert into pull (connector, next_at) values ($1, $2) on conflict (connector) do"
                    + " update set next_at = $2, failures = 0",
                connector,
                Sql.time(now))
            : sql.update("delete from pull where connector = $1", connector))
        .replaceWithVoid();
  }

  /** Takes one turn that is due; null without one. */
  public Uni<@Nullable Turn> claim(Mutiny.Session session, Instant now, Instant lease) {
    return Sql.on(session)
        .first(
            CLAIM,
            row ->
                new Turn(
                    row.getString("connector"),
                    Sql.instant(row, "read_to"),
                    row.getInteger("run"),
                    row.getInteger("failures")),
            Sql.time(now),
            Sql.time(lease));
  }

  /** Keeps the turn a while longer; false when it is not ours any more. */
  public Uni<Boolean> extend(Mutiny.Session session, Turn turn, Instant lease) {
    return Sql.on(session)
        .update(
            "update pull set next_at = $3 where connector = $1 and run = $2",
            turn.connector(),
            turn.run(),
            Sql.time(lease))
        .map(rows -> rows > 0);
  }

  /** Ends a turn that read everything until then. */
  public Uni<Void> done(Mutiny.Session session, Turn turn, Instant readTo, Instant next) {
    return Sql.on(session)
        .update(
            "update pull set read_to = $3, next_at = $4, failures = 0"
                + " where connector = $1 and run = $2",
            turn.connector(),
            turn.run(),
            Sql.time(readTo),
            Sql.time(next))
        .replaceWithVoid();
  }

  /** Ends a turn that failed; the next one begins where this one did. */
  public Uni<Void> failed(Mutiny.Session session, Turn turn, Instant next) {
    return Sql.on(session)
        .update(
            "update pull set next_at = $3, failures = failures + 1"
                + " where connector = $1 and run = $2",
            turn.connector(),
            turn.run(),
            Sql.time(next))
        .replaceWithVoid();
  }
}
