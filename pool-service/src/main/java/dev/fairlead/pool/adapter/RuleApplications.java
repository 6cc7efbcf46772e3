package dev.fairlead.pool.adapter;

import dev.fairlead.kit.Ids;
import dev.fairlead.kit.sql.Sql;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Changed rules on their way to the clocks that run already. */
@ApplicationScoped
public class RuleApplications {

  /** Asks for one. */
  public Uni<Application> add(
      Mutiny.Session session, @Nullable String pool, Instant grace, Instant at, String by) {
    Application begun = new Application(Ids.next(), pool, grace, at, "", 0, 0, null);
    return Sql.on(session)
        .update(
            "insert into rules_application (id, pool_id, grace, begun_at, begun_by)"
                + " values ($1, $2, $3, $4, $5)",
            begun.id(),
            pool,
            Sql.time(grace),
            Sql.time(at),
            by)
        .replaceWith(begun);
  }

  /** One of them; null without one. */
  public Uni<@Nullable Application> find(Mutiny.Session session, UUID id) {
    return Sql.on(session)
        .first("select * from rules_application where id = $1", RuleApplications::read, id);
  }

  /** The oldest that is not done and that no other replica works on; null without one. */
  public Uni<@Nullable Application> next(Mutiny.Session session) {
    return Sql.on(session)
        .first(
            "select * from rules_application where ended_at is null order by begun_at limit 1"
                + " for update skip locked",
            RuleApplications::read);
  }

  /** Writes how far one has come. */
  public Uni<Void> save(Mutiny.Session session, Application application) {
    return Sql.on(session)
        .update(
            "update rules_application set after_lead = $2, seen = $3, changed = $4, ended_at = $5"
                + " where id = $1",
            application.id(),
            application.afterLead(),
            application.seen(),
            application.changed(),
            Sql.time(application.endedAt()))
        .replaceWithVoid();
  }

  private static Application read(Row row) {
    return new Application(
        row.getUUID("id"),
        row.getString("pool_id"),
        Objects.requireNonNull(Sql.instant(row, "grace")),
        Objects.requireNonNull(Sql.instant(row, "begun_at")),
        row.getString("after_lead"),
        row.getLong("seen"),
        row.getLong("changed"),
        Sql.instant(row, "ended_at"));
  }

  /**
   * Rules being applied.
   *
   * @param pool whose rules; absent for those of the house
   * @param grace before it is over the change ends nothing
   * @param afterLead the last lead looked at
   * @param seen leads looked at
   * @param changed leads whose rules changed
   */
  public record Application(
      UUID id,
      @Nullable String pool,
      Instant grace,
      Instant begunAt,
      String afterLead,
      long seen,
      long changed,
      @Nullable Instant endedAt) {

    /** The same, past another page. */
    public Application past(String lead, int more, int moreChanged) {
      return new Application(
          id, pool, grace, begunAt, lead, seen + more, changed + moreChanged, null);
    }

    /** The same, done. */
    public Application ended(int more, int moreChanged, Instant at) {
      return new Application(
          id, pool, grace, begunAt, afterLead, seen + more, changed + moreChanged, at);
    }
  }
}
