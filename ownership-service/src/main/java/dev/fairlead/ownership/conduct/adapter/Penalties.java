package dev.fairlead.ownership.conduct.adapter;

import dev.fairlead.kit.http.ProblemException;
import dev.fairlead.kit.sql.Sql;
import dev.fairlead.ownership.conduct.domain.Penalty;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Penalties of reps, with what became of them. */
@ApplicationScoped
public class Penalties {

  private static final String ADD =
      """
      insert into penalty (id, rep_id, kind, until, reason, lead_id, violation_id, imposed_by, imposed_at)
      select id, rep, kind, until, reason, lead, violation, by, at
      from unnest($1::text[], $2::text[], $3::text[], $4::timestamptz[], $5::text[], $6::text[],
                  $7::text[], $8::text[], $9::timestamptz[]) with ordinality
        as p(id, rep, kind, until, reason, lead, violation, by, at, n)
      order by n
      """;

  private static final String SAVE =
      """
      update penalty set lifted_by = $2, lifted_at = $3, lift_reason = $4, appeal = $5,
        appeal_reason = $6, appealed_at = $7, appeal_decided_by = $8, appeal_decided_at = $9,
        appeal_decision_reason = $10
      where id = $1
      """;

  private static final String LIST =
      """
      select p.* from penalty p
      where p.seq < $1 and ($2::text is null or p.rep_id = $2)
        and ($3::boolean is null
             or $3 = (p.lifted_at is null and (p.until is null or p.until > $4)))
        and ($5::text[] is null or p.rep_id = $6
             or exists (select from rep r where r.id = p.rep_id and r.teams && $5))
      order by p.seq desc limit $7
      """;

  /** A penalty with its number, by which lists go on. */
  public record Numbered(long seq, Penalty penalty) {}

  /**
   * What to list; null means any.
   *
   * @param teams whose reps the caller may see; his own he always sees
   */
  public record Query(
      @Nullable String repId,
      @Nullable Boolean active,
      Instant now,
      String @Nullable [] teams,
      String caller,
      long below,
      int limit) {}

  /** Adds penalties. */
  public Uni<Void> add(Mutiny.Session session, List<Penalty> penalties) {
    if (penalties.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    return Sql.on(session)
        .update(
            ADD,
            Sql.texts(penalties, Penalty::id),
            Sql.texts(penalties, Penalty::repId),
            Sql.texts(penalties, Penalty::kind),
            Sql.times(penalties, Penalty::until),
            Sql.texts(penalties, Penalty::reason),
            Sql.texts(penalties, Penalty::leadId),
            Sql.texts(penalties, Penalty::violationId),
            Sql.texts(penalties, Penalty::imposedBy),
            Sql.times(penalties, Penalty::imposedAt))
        .replaceWithVoid();
  }

  /** Locks a penalty; 404 {@code penalty.unknown} when there is none. */
  public Uni<Penalty> lock(Mutiny.Session session, String id) {
    return Sql.on(session)
        .first("select * from penalty where id = $1 for update", Penalties::penalty, id)
        .map(
            found -> {
              if (found == null) {
                throw ProblemException.notFound("penalty.unknown", "penalty " + id);
              }
              return found;
            });
  }

  /** The penalty that answers a violation, locked; null without one. */
  public Uni<@Nullable Penalty> answering(Mutiny.Session session, String violationId) {
    return Sql.on(session)
        .first(
            "select * from penalty where violation_id = $1 for update",
            Penalties::penalty,
            violationId);
  }

  /** Writes back a locked penalty: its lifting and its appeal. */
  public Uni<Void> save(Mutiny.Session session, Penalty p) {
    Penalty.Appeal appeal = p.appeal();
    return Sql.on(session)
        .update(
            SAVE,
            p.id(),
            p.liftedBy(),
            Sql.time(p.liftedAt()),
            p.liftReason(),
            appeal == null ? null : appeal.state(),
            appeal == null ? null : appeal.reason(),
            appeal == null ? null : Sql.time(appeal.at()),
            appeal == null ? null : appeal.decidedBy(),
            appeal == null ? null : Sql.time(appeal.decidedAt()),
            appeal == null ? null : appeal.decisionReason())
        .replaceWithVoid();
  }

  /** Penalties, the latest first. */
  public Uni<List<Numbered>> list(Mutiny.Session session, Query query) {
    return Sql.on(session)
        .list(
            LIST,
            row -> new Numbered(row.getLong("seq"), penalty(row)),
            query.below(),
            query.repId(),
            query.active(),
            Sql.time(query.now()),
            query.teams(),
            query.caller(),
            query.limit());
  }

  private static Penalty penalty(Row row) {
    return new Penalty(
        row.getString("id"),
        row.getString("rep_id"),
        row.getString("kind"),
        Sql.instant(row, "until"),
        row.getString("reason"),
        row.getString("lead_id"),
        row.getString("violation_id"),
        row.getString("imposed_by"),
        Objects.requireNonNull(Sql.instant(row, "imposed_at")),
        row.getString("lifted_by"),
        Sql.instant(row, "lifted_at"),
        row.getString("lift_reason"),
        appeal(row));
  }

  private static Penalty.@Nullable Appeal appeal(Row row) {
    String state = row.getString("appeal");
    return state == null
        ? null
        : new Penalty.Appeal(
            state,
            row.getString("appeal_reason"),
            Objects.requireNonNull(Sql.instant(row, "appealed_at")),
            row.getString("appeal_decided_by"),
            Sql.instant(row, "appeal_decided_at"),
            row.getString("appeal_decision_reason"));
  }
}
