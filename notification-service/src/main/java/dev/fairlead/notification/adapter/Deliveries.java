package dev.fairlead.notification.adapter;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.fairlead.events.EventJson;
import dev.fairlead.kit.Ids;
import dev.fairlead.kit.event.Flow;
import dev.fairlead.kit.sql.Sql;
import dev.fairlead.notification.Person;
import dev.fairlead.notification.Tried;
import dev.fairlead.notification.channel.Letter;
import dev.fairlead.notification.domain.Text;
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

/** What is to be delivered over a channel, and how far it got. */
@ApplicationScoped
public class Deliveries {

  /** Still to be tried, or tried again. */
  public static final String PENDING = "pending";

  /** The channel took it. */
  public static final String SENT = "sent";

  /** Given up, until somebody asks for another round. */
  public static final String FAILED = "failed";

  private static final String PLAN =
      """
      insert into delivery (id, notice_id, channel, status, next_at)
      select id, notice_id, channel, 'pending', greatest(next_at, now())
      from unnest($1::uuid[], $2::uuid[], $3::text[], $4::timestamptz[])
        as d(id, notice_id, channel, next_at)
      on conflict (notice_id, channel) where hook is null do nothing
      """;

  private static final String CLAIM =
      """
      with due as materialized (
        select id from delivery
        where status = 'pending' and hook is null and next_at <= now()
        order by next_at limit $1 for update skip locked)
      update delivery d
      set attempts = d.attempts + 1, next_at = now() + make_interval(secs => $2), changed_at = now()
      from due, notice n
        left join rep r on r.id = n.recipient
        left join preference f on f.person = n.recipient
      where d.id = due.id and n.id = d.notice_id
      returning d.id as delivery_id, d.channel, d.attempts, n.id as notice_id, n.event_id, n.type,
                n.lead_id, n.text_zh, n.text_en, n.about, n.at, n.correlation_id, n.traceparent,
                n.recipient as id, r.id is not null as known, r.name, r.language, r.zone, r.teams,
                f.document,
                case when n.type = 'digest' then (
                  select jsonb_agg(jsonb_build_object(
                    'text', jsonb_build_object('zh', m.text_zh, 'en', m.text_en),
                    'about', m.about, 'at', to_char(m.at at time zone 'UTC',
                      'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), 'leadId', m.lead_id) order by m.at, m.id)
                  from digest_item i join notice m on m.id = i.notice_id
                  where i.digest_id = n.id)::text end as items,
                case when not r.gone then nullif(r.email, '') end as email
      """;

  private static final String RECORD =
      """
      update delivery d
      set status = o.status, last_error = o.error, next_at = now() + make_interval(secs => o.wait),
          changed_at = now(),
          sent_at = case when o.status = 'sent' then now() end,
          body = case when o.status = 'sent' then null else d.body end,
          sealed = d.sealed and o.status <> 'sent'
      from unnest($1::uuid[], $2::text[], $3::text[], $4::float8[], $5::int[])
        as o(id, status, error, wait, attempts)
      where d.id = o.id and d.status = 'pending'
        and (o.status = 'sent' or d.attempts = o.attempts)
      returning d.id
      """;

  private static final String COLUMNS =
      """
      select d.id, d.notice_id, d.channel, d.hook, d.status, d.attempts, d.next_at, d.last_error,
             d.changed_at, coalesce(d.hook, n.recipient) as recipient,
             coalesce(d.type, n.type) as type, coalesce(n.lead_id, d.order_key) as lead_id,
             coalesce(d.event_id, n.event_id) as event_id, coalesce(d.occurred_at, n.at) as at,
             d.created_at, d.sent_at
      from delivery d left join notice n on n.id = d.notice_id
      """;

  private static final String LIST =
      COLUMNS
          + """
          where ($1::text is null or d.status = $1) and ($2::uuid is null or d.id < $2)
            and ($4::text is null or d.hook = $4 or (d.hook is null and d.channel = $4))
          order by d.id desc limit $3
          """;

  private final People people;

  Deliveries(People people) {
    this.people = people;
  }

  /** A notice to go over a channel. */
  public record Planned(UUID noticeId, String channel, Instant notBefore) {}

  /**
   * A delivery for those who run the installation.
   *
   * @param channel its kind
   * @param channelId the configured channel; absent for a person's own
   * @param recipient the person, or the configured channel
   * @param at when what it tells of happened
   * @param plannedAt when that was known here
   * @param tookMs from the fact to the end of the delivery, in milliseconds; absent until then
   */
  public record Item(
      UUID id,
      @Nullable UUID noticeId,
      String eventId,
      String channel,
      @Nullable String channelId,
      String status,
      int attempts,
      @Nullable Instant nextAt,
      @Nullable String lastError,
      Instant changedAt,
      String recipient,
      String type,
      @Nullable String leadId,
      Instant at,
      Instant plannedAt,
      @Nullable Instant sentAt,
      @Nullable Long tookMs) {}

  /** Plans deliveries, due at once. */
  public Uni<Void> plan(Mutiny.Session session, List<Planned> planned) {
    if (planned.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    return Sql.on(session)
        .update(
            PLAN,
            planned.stream().map(p -> Ids.next()).toArray(UUID[]::new),
            planned.stream().map(Planned::noticeId).toArray(UUID[]::new),
            Sql.texts(planned, Planned::channel),
            Sql.times(planned, Planned::notBefore))
        .replaceWithVoid();
  }

  /**
   * Claims what is due, so that nobody else tries it for the time of the lease. A claim counts as a
   * try, whatever becomes of it.
   */
  public Uni<List<Letter>> claim(
      Mutiny.Session session, int most, Duration lease, Phrases phrases) {
    return Sql.on(session).list(CLAIM, row -> letter(row, phrases), most, seconds(lease));
  }

  private Letter letter(Row row, Phrases phrases) {
    Person recipient = people.person(row);
    String type = row.getString("type");
    return new Letter(
        row.getUUID("delivery_id"),
        row.getUUID("notice_id"),
        row.getString("event_id"),
        row.getString("channel"),
        row.getInteger("attempts"),
        recipient,
        type,
        row.getString("lead_id"),
        new Text(row.getString("text_zh"), row.getString("text_en")),
        row.getString("about"),
        Objects.requireNonNull(Sql.instant(row, "at")),
        new Flow(
            row.getString("correlation_id"),
            row.getString("event_id"),
            row.getString("traceparent")),
        items(row.getString("items")),
        phrases.draft(type, recipient.language()));
  }

  private static List<Letter.Item> items(@Nullable String json) {
    try {
      return json == null
          ? List.of()
          : List.of(EventJson.mapper().readValue(json, Letter.Item[].class));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("items of a digest are not ours", e);
    }
  }

  /**
   * Records how tries ended and answers which were recorded: that something was sent holds always,
   * that it was not only while nobody has tried again.
   */
  public Uni<Set<UUID>> record(Mutiny.Session session, Collection<Tried> tries) {
    return Sql.on(session)
        .list(
            RECORD,
            row -> row.getUUID(0),
            tries.stream().map(t -> t.parcel().deliveryId()).toArray(UUID[]::new),
            Sql.texts(tries, Deliveries::status),
            Sql.texts(tries, Tried::error),
            tries.stream().map(Deliveries::gap).toArray(Double[]::new),
            tries.stream().map(t -> t.parcel().attempts()).toArray(Integer[]::new))
        .map(HashSet::new);
  }

  /** What a delivery is after a try. */
  public static String status(Tried tried) {
    if (tried.isSent()) {
      return SENT;
    }
    return tried.isOver() ? FAILED : PENDING;
  }

  private static double gap(Tried tried) {
    Duration next = tried.next();
    return next == null ? 0 : seconds(next);
  }

  /** Deliveries of a status or all, the newest first. */
  public Uni<List<Item>> list(
      Mutiny.Session session,
      @Nullable String status,
      @Nullable String channel,
      @Nullable UUID below,
      int limit) {
    return Sql.on(session).list(LIST, Deliveries::item, status, below, limit, channel);
  }

  /** Locks one; null when there is none of that id. */
  public Uni<@Nullable Item> lock(Mutiny.Session session, UUID id) {
    return Sql.on(session)
        .first(COLUMNS + " where d.id = $1 for update of d", Deliveries::item, id);
  }

  /** A new round of tries, due now. */
  public Uni<Void> again(Mutiny.Session session, UUID id) {
    return Sql.on(session)
        .update(
            "update delivery set status = 'pending', attempts = 0, next_at = now(),"
                + " changed_at = now() where id = $1",
            id)
        .chain(() -> Bell.ring(session));
  }

  private static Item item(Row row) {
    String status = row.getString("status");
    Instant at = Objects.requireNonNull(Sql.instant(row, "at"));
    Instant changed = Objects.requireNonNull(Sql.instant(row, "changed_at"));
    return new Item(
        row.getUUID("id"),
        row.getUUID("notice_id"),
        row.getString("event_id"),
        row.getString("channel"),
        row.getString("hook"),
        status,
        row.getInteger("attempts"),
        status.equals(PENDING) ? Sql.instant(row, "next_at") : null,
        row.getString("last_error"),
        changed,
        row.getString("recipient"),
        row.getString("type"),
        row.getString("lead_id"),
        at,
        Objects.requireNonNull(Sql.instant(row, "created_at")),
        Sql.instant(row, "sent_at"),
        status.equals(PENDING) ? null : Duration.between(at, changed).toMillis());
  }

  private static double seconds(Duration time) {
    return time.toMillis() / 1000.0;
  }
}
