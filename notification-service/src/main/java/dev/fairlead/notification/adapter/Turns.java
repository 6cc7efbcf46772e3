package dev.fairlead.notification.adapter;

import dev.fairlead.kit.sql.Sql;
import dev.fairlead.notification.Tried;
import dev.fairlead.notification.hook.Hook;
import dev.fairlead.notification.hook.HookKind;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Whose turn it is among the configured channels: their pace, their rests, and who is gone. */
@ApplicationScoped
public class Turns {

  private static final String READY =
      Hooks.COLUMNS
          + """
          join unnest($2::text[], $3::float8[]) as k(of_kind, room) on k.of_kind = hook.kind
          where enabled and free_at <= $1::timestamptz + make_interval(secs => k.room)
            and (paused_until is null or paused_until <= $1::timestamptz)
            and exists (
              select 1 from delivery d
              where d.hook = hook.id and d.status = 'pending' and d.next_at <= now()
                and not exists (
                  select 1 from delivery e
                  where e.hook = d.hook and e.order_key = d.order_key and e.status = 'pending'
                    and e.seq < d.seq))
          order by free_at, id limit 1 for update of hook skip locked
          """;

  private static final String REST =
      """
      update hook
      set failures = failures + 1,
          paused_until = greatest(paused_until, now() + coalesce(
            make_interval(secs => r.wait),
            least(interval '30 seconds', interval '1 second' * power(2, least(failures, 10)))))
      from unnest($1::text[], $2::float8[]) as r(id, wait) where hook.id = r.id
      """;

  private static final String WELL =
      "update hook set failures = 0, paused_until = null where id = any($1) and failures > 0";

  private static final String GONE =
      """
      update hook set enabled = false, disabled_reason = 'gone', version = version + 1,
        updated_at = now()
      where id = any($1) and enabled
      """;

  private final Hooks hooks;

  Turns(Hooks hooks) {
    this.hooks = hooks;
  }

  /** A channel that may be called now. */
  public record Ready(Hook hook, Instant freeAt) {}

  /** The one that has waited longest among those that have something due, locked; null if none. */
  public Uni<@Nullable Ready> ready(Mutiny.Session session, Instant now) {
    return Sql.on(session)
        .first(
            READY,
            row ->
                new Ready(
                    hooks.hook(row, now), Objects.requireNonNull(Sql.instant(row, "free_at"))),
            Sql.time(now),
            HookKind.all().stream().map(HookKind::name).toArray(String[]::new),
            HookKind.all().stream()
                .map(kind -> kind.pace().room().toMillis() / 1000.0)
                .toArray(Double[]::new));
  }

  /** Remembers where the pace of a locked one has got to. */
  public Uni<Void> paced(Mutiny.Session session, String id, Instant freeAt) {
    return Sql.on(session)
        .update("update hook set free_at = $2 where id = $1", id, Sql.time(freeAt))
        .replaceWithVoid();
  }

  /** Learns from how tries ended: who is to be left alone, who is well again, who is gone. */
  public Uni<Void> learn(Mutiny.Session session, Collection<Tried> tries) {
    List<Tried> resting = tries.stream().filter(t -> t.pause() != null).toList();
    List<Tried> well = tries.stream().filter(Tried::isSent).toList();
    List<Tried> gone = tries.stream().filter(Tried::gone).toList();
    return change(session, WELL, well)
        .chain(() -> rest(session, resting))
        .chain(() -> change(session, GONE, gone));
  }

  private static Uni<Void> change(Mutiny.Session session, String sql, List<Tried> tries) {
    return tries.isEmpty()
        ? Uni.createFrom().voidItem()
        : Sql.on(session)
            .update(sql, (Object) Sql.texts(tries, t -> t.parcel().addressee()))
            .replaceWithVoid();
  }

  private static Uni<Void> rest(Mutiny.Session session, List<Tried> tries) {
    return tries.isEmpty()
        ? Uni.createFrom().voidItem()
        : Sql.on(session)
            .update(
                REST,
                Sql.texts(tries, t -> t.parcel().addressee()),
                tries.stream().map(Turns::seconds).toArray(Double[]::new))
            .replaceWithVoid();
  }

  private static @Nullable Double seconds(Tried tried) {
    Duration pause = tried.pause();
    return pause == null || pause.isZero() ? null : pause.toMillis() / 1000.0;
  }
}
