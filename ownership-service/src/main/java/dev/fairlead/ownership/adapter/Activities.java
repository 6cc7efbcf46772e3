package dev.fairlead.ownership.adapter;

import dev.fairlead.kit.Ids;
import dev.fairlead.kit.sql.Sql;
import dev.fairlead.ownership.domain.LedgerCommand.LogActivity;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** What was done on each lead (跟进). */
@ApplicationScoped
public class Activities {

  public Uni<Void> add(
      Mutiny.Session session,
      String leadId,
      long epoch,
      LogActivity activity,
      @Nullable String note,
      Instant now) {
    return Sql.on(session)
        .update(
            "insert into activity (id, lead_id, epoch, rep_id, kind, outcome, note, qualifying, at,"
                + " logged_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
            Ids.next(),
            leadId,
            epoch,
            activity.repId(),
            activity.kind(),
            activity.outcome(),
            note,
            activity.qualifying(),
            Sql.time(activity.at()),
            Sql.time(now))
        .replaceWithVoid();
  }

  public Uni<List<Item>> of(Mutiny.Session session, String leadId) {
    return Sql.on(session)
        .list(
            "select rep_id, kind, outcome, note, qualifying, at, epoch from activity"
                + " where lead_id = $1 order by at, id",
            row ->
                new Item(
                    row.getString(0),
                    row.getString(1),
                    row.getString(2),
                    row.getString(3),
                    row.getBoolean(4),
                    Objects.requireNonNull(Sql.instant(row, "at")),
                    row.getLong(6)),
            leadId);
  }

  /** Takes the words away and leaves the facts, when a person is to be forgotten. */
  public Uni<Void> forget(Mutiny.Session session, List<String> leadIds) {
    return Sql.on(session)
        .update(
            "update activity set note = null where lead_id = any($1::text[]) and note is not null",
            (Object) leadIds.toArray(String[]::new))
        .replaceWithVoid();
  }

  /** One activity. */
  public record Item(
      String repId,
      String kind,
      @Nullable String outcome,
      @Nullable String note,
      boolean qualifying,
      Instant at,
      long epoch) {}
}
