package dev.fairlead.notification.adapter;

import dev.fairlead.kit.Ids;
import dev.fairlead.kit.event.Flow;
import dev.fairlead.kit.sql.Sql;
import dev.fairlead.notification.domain.NoticeType;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** Notices that wait for the mail that collects them. */
@ApplicationScoped
public class Digests {

  private static final String WAIT =
      """
      insert into digest_item (notice_id, person, due_at)
      select notice_id, person, due_at
      from unnest($1::uuid[], $2::text[], $3::timestamptz[]) as w(notice_id, person, due_at)
      on conflict do nothing
      """;

  private static final String DUE =
      """
      select notice_id, person, due_at from digest_item
      where digest_id is null and due_at <= $1
      order by due_at, person limit $2 for update skip locked
      """;

  private static final String CLOSE =
      """
      with made as (
        insert into notice (id, event_id, recipient, type, text_zh, text_en, at, correlation_id,
                            traceparent)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
        returning id),
      collected as (
        update digest_item set digest_id = (select id from made) where notice_id = any($10))
      insert into delivery (id, notice_id, channel, status, next_at)
      select $11, id, 'email', 'pending', now() from made
      """;

  /** A notice that waits. */
  public record Waiting(UUID noticeId, String person, Instant dueAt) {}

  /** Lets notices wait. */
  public Uni<Void> add(Mutiny.Session session, List<Waiting> waiting) {
    return waiting.isEmpty()
        ? Uni.createFrom().voidItem()
        : Sql.on(session)
            .update(
                WAIT,
                waiting.stream().map(Waiting::noticeId).toArray(UUID[]::new),
                Sql.texts(waiting, Waiting::person),
                Sql.times(waiting, Waiting::dueAt))
            .replaceWithVoid();
  }

  /** Locks what is due and nobody else has locked. */
  public Uni<List<Waiting>> lockDue(Mutiny.Session session, Instant now, int most) {
    return Sql.on(session)
        .list(
            DUE,
            row ->
                new Waiting(
                    row.getUUID("notice_id"),
                    row.getString("person"),
                    Objects.requireNonNull(Sql.instant(row, "due_at"))),
            Sql.time(now),
            most);
  }

  /** Makes one mail of notices of one person that are locked. */
  public Uni<Void> close(Mutiny.Session session, String person, List<UUID> notices, Instant now) {
    UUID id = Ids.next();
    Flow flow = Flow.start();
    return Sql.on(session)
        .update(
            CLOSE,
            id,
            "digest/" + id,
            person,
            NoticeType.DIGEST.code(),
            notices.size() + " 条通知",
            notices.size() + (notices.size() == 1 ? " notice" : " notices"),
            Sql.time(now),
            flow.correlationId(),
            flow.traceparent(),
            notices.toArray(UUID[]::new),
            Ids.next())
        .replaceWithVoid();
  }
}
