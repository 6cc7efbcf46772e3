package dev.fairlead.ownership.adapter;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import dev.fairlead.events.EventJson;
import dev.fairlead.kit.sql.Sql;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** What was done on each lead (跟进). */
@ApplicationScoped
public class Activities {

  /** Keeps one. */
  public Uni<Void> add(Mutiny.Session session, Activity activity) {
    return Sql.on(session)
        .update(
            "insert into activity (id, lead_id, epoch, rep_id, kind, outcome, note, note_salt,"
                + " note_hash, qualifying, empty, evidence, at, logged_at, hash)"
                + " values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)",
            activity.id(),
            activity.leadId(),
            activity.epoch(),
            activity.repId(),
            activity.kind(),
            activity.outcome(),
            activity.note().text(),
            activity.note().salt(),
            activity.note().hash(),
            activity.qualifying(),
            activity.empty(),
            write(activity.evidence()),
            Sql.time(activity.at()),
            Sql.time(activity.loggedAt()),
            activity.hash())
        .replaceWithVoid();
  }

  /** What was done on a lead, oldest first. */
  public Uni<List<Activity>> of(Mutiny.Session session, String leadId) {
    return Sql.on(session)
        .list(
            "select id, lead_id, epoch, rep_id, kind, outcome, note, note_salt, note_hash,"
                + " qualifying, empty, evidence, at, logged_at, hash from activity"
                + " where lead_id = $1 order by at, id",
            Activities::activity,
            leadId);
  }

  /** Takes the words away and leaves the facts, when a person is to be forgotten. */
  public Uni<Void> forget(Mutiny.Session session, List<String> leadIds) {
    return Sql.on(session)
        .update(
            "update activity set note = null, note_salt = null"
                + " where lead_id = any($1::text[]) and note is not null",
            (Object) leadIds.toArray(String[]::new))
        .replaceWithVoid();
  }

  private static Activity activity(Row row) {
    return new Activity(
        row.getUUID("id"),
        row.getString("lead_id"),
        row.getLong("epoch"),
        row.getString("rep_id"),
        row.getString("kind"),
        row.getString("outcome"),
        new Words(row.getString("note"), row.getString("note_salt"), row.getString("note_hash")),
        row.getBoolean("qualifying"),
        row.getBoolean("empty"),
        read(row.getString("evidence")),
        Objects.requireNonNull(Sql.instant(row, "at")),
        Objects.requireNonNull(Sql.instant(row, "logged_at")),
        row.getString("hash"));
  }

  private static String write(List<Activity.Reference> evidence) {
    try {
      return EventJson.mapper().writeValueAsString(evidence);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("cannot be written", e);
    }
  }

  private static List<Activity.Reference> read(String evidence) {
    try {
      return EventJson.mapper().readValue(evidence, new TypeReference<>() {});
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("stored evidence of an activity", e);
    }
  }

  /** One activity, as lists show it. */
  public record Item(
      String id,
      String repId,
      String kind,
      @Nullable String outcome,
      @Nullable String note,
      boolean qualifying,
      boolean empty,
      List<Activity.Reference> evidence,
      Instant at,
      Instant loggedAt,
      long epoch) {

    /** The activity without what is evidence only, and without its note for whom it is not. */
    public static Item of(Activity a, boolean withNote) {
      return new Item(
          a.id().toString(),
          a.repId(),
          a.kind(),
          a.outcome(),
          withNote ? a.note().text() : null,
          a.qualifying(),
          a.empty(),
          a.evidence(),
          a.at(),
          a.loggedAt(),
          a.epoch());
    }
  }
}
