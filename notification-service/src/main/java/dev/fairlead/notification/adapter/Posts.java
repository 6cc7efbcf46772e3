package dev.fairlead.notification.adapter;

import dev.fairlead.kit.Ids;
import dev.fairlead.kit.event.Flow;
import dev.fairlead.kit.secret.Secrets;
import dev.fairlead.kit.sql.Sql;
import dev.fairlead.notification.domain.NoticeType;
import dev.fairlead.notification.hook.Hook;
import dev.fairlead.notification.hook.Post;
import dev.fairlead.notification.template.Phrases;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Deliveries over configured channels, in order per channel and lead. */
@ApplicationScoped
public class Posts {

  private static final String PLAN =
      """
      insert into delivery (id, notice_id, hook, channel, event_id, type, order_key, body, sealed,
                            occurred_at, next_at, correlation_id, traceparent, status)
      select id, notice_id, hook, channel, event_id, type, order_key, body, sealed, occurred_at,
             greatest(next_at, now()), correlation_id, traceparent, 'pending'
      from unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::text[], $6::text[],
                  $7::text[], $8::text[], $9::boolean[], $10::timestamptz[], $11::timestamptz[],
                  $12::text[], $13::text[])
        with ordinality as p(id, notice_id, hook, channel, event_id, type, order_key, body, sealed,
                             occurred_at, next_at, correlation_id, traceparent, nth)
      order by nth
      on conflict (hook, event_id) where hook is not null do nothing
      returning event_id
      """;

  private static final String CLAIM =
      """
      with due as materialized (
        select id from delivery d
        where d.hook = $1 and d.status = 'pending' and d.next_at <= now()
          and not exists (
            select 1 from delivery e
            where e.hook = d.hook and e.order_key = d.order_key and e.status = 'pending'
              and e.seq < d.seq)
        order by d.next_at, d.seq limit $2 for update skip locked)
      update delivery d
      set attempts = d.attempts + 1, next_at = now() + make_interval(secs => $3), changed_at = now()
      from due join delivery x on x.id = due.id left join notice n on n.id = x.notice_id
      where d.id = due.id
      returning d.id as delivery_id, d.seq, d.attempts, d.notice_id, d.event_id, d.type,
                d.order_key, d.body, d.sealed, d.occurred_at, d.correlation_id, d.traceparent,
                n.lead_id, n.about
      """;

  private static final String FORGET =
      """
      update delivery
      set body = null, sealed = false, changed_at = now(),
          status = case when status = 'pending' then 'failed' else status end, last_error = 'erased'
      where order_key = any($1) and sealed
      """;

  private final Secrets secrets;
  private final Cards cards;

  Posts(Secrets secrets, Cards cards) {
    this.secrets = secrets;
    this.cards = cards;
  }

  /**
   * Something to go over a configured channel.
   *
   * @param orderKey within which order is kept: the lead's id
   * @param body data of an event, or what a bot says
   * @param personal whether contact data stands in it
   * @param notBefore when it may go at the earliest
   */
  public record Planned(
      String hook,
      String kind,
      @Nullable UUID noticeId,
      String eventId,
      String type,
      String orderKey,
      String body,
      boolean personal,
      Instant at,
      Instant notBefore,
      Flow flow) {}

  /** Plans deliveries, except where that channel has that event; answers the events planned. */
  public Uni<Set<String>> plan(Mutiny.Session session, List<Planned> planned) {
    if (planned.isEmpty()) {
      return Uni.createFrom().item(Set.of());
    }
    return Sql.on(session)
        .list(
            PLAN,
            row -> row.getString(0),
            planned.stream().map(p -> Ids.next()).toArray(UUID[]::new),
            planned.stream().map(Planned::noticeId).toArray(UUID[]::new),
            Sql.texts(planned, Planned::hook),
            Sql.texts(planned, Planned::kind),
            Sql.texts(planned, Planned::eventId),
            Sql.texts(planned, Planned::type),
            Sql.texts(planned, Planned::orderKey),
            Sql.texts(planned, this::body),
            planned.stream().map(Planned::personal).toArray(Boolean[]::new),
            Sql.times(planned, Planned::at),
            Sql.times(planned, Planned::notBefore),
            Sql.texts(planned, p -> p.flow().correlationId()),
            Sql.texts(planned, p -> p.flow().traceparent()))
        .map(HashSet::new);
  }

  private String body(Planned p) {
    return p.personal() ? secrets.seal(place(p.hook(), p.eventId()), p.body()) : p.body();
  }

  private static String place(String hook, String eventId) {
    return "delivery/" + hook + "/" + eventId;
  }

  /** Claims what a channel may get now, in order, so that nobody else tries it meanwhile. */
  public Uni<List<Post>> claim(
      Mutiny.Session session, Hook hook, int most, Duration lease, Phrases phrases) {
    return Sql.on(session)
        .list(
            CLAIM, row -> numbered(row, hook, phrases), hook.id(), most, lease.toMillis() / 1000.0)
        .map(Posts::inOrder);
  }

  private record Numbered(long seq, Post post) {}

  private static List<Post> inOrder(List<Numbered> claimed) {
    return claimed.stream()
        .sorted(java.util.Comparator.comparingLong(Numbered::seq))
        .map(Numbered::post)
        .toList();
  }

  private Numbered numbered(Row row, Hook hook, Phrases phrases) {
    String type = row.getString("type");
    String eventId = row.getString("event_id");
    UUID noticeId = row.getUUID("notice_id");
    String body = Objects.requireNonNullElse(row.getString("body"), "");
    String leadId = noticeId == null ? row.getString("order_key") : row.getString("lead_id");
    Instant at = Objects.requireNonNull(Sql.instant(row, "occurred_at"));
    Post.Content content =
        noticeId == null
            ? new Post.Data(
                row.getBoolean("sealed") ? secrets.open(place(hook.id(), eventId), body) : body)
            : new Post.Message(
                cards.card(
                    NoticeType.named(type).orElseThrow(),
                    hook.language(),
                    body,
                    row.getString("about"),
                    leadId,
                    at,
                    phrases));
    return new Numbered(
        row.getLong("seq"),
        new Post(
            row.getUUID("delivery_id"),
            noticeId,
            eventId,
            hook,
            row.getInteger("attempts"),
            type,
            leadId,
            content,
            at,
            new Flow(row.getString("correlation_id"), eventId, row.getString("traceparent"))));
  }

  /** What still holds contact data of these leads goes, unsent. */
  public Uni<Void> forget(Mutiny.Session session, Collection<String> leadIds) {
    return leadIds.isEmpty()
        ? Uni.createFrom().voidItem()
        : Sql.on(session).update(FORGET, (Object) leadIds.toArray(String[]::new)).replaceWithVoid();
  }
}
