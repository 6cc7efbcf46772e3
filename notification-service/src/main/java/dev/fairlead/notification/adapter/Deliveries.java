package dev.fairlead.notification.adapter;

import dev.fairlead.kit.Ids;
import dev.fairlead.kit.event.Flow;
import dev.fairlead.kit.sql.Sql;
import dev.fairlead.notification.channel.Letter;
import dev.fairlead.notification.domain.Text;
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
      select id, notice_id, channel, 'pending', now()
      from unnest($1::uuid[], $2::uuid[], $3::text[]) as d(id, notice_id, channel)
      on conflict (notice_id, channel) do nothing
      """;

  private static final String CLAIM =
      """
      with due as materialized (
        select id from delivery where status = 'pending' and next_at <= now()
        order by next_at limit $1 for update skip locked)
      update delivery d
      set attempts = d.attempts + 1, next_at = now() + make_interval(secs => $2), changed_at = now()
      from due, notice n
        left join rep r on r.id = n.recipient
        left join preference f on f.person = n.recipient
      where d.id = due.id and n.id = d.notice_id
      returning d.id as delivery_id, d.channel, d.attempts, n.id as notice_id, n.event_id, n.type,
                n.lead_id, n.text_zh, n.text_en, n.about, n.at, n.correlation_id, n.traceparent,
                n.recipient as id, r.id is not null as known, r.name, r.language, r.zone,
                f.document, case when not r.gone then nullif(r.email, '') end as email
      """;

  private static final String RECORD =
      """
      update delivery d
      set status = o.status, last_error = o.error, next_at = now() + make_interval(secs => o.wait),
          changed_at = now()
      from unnest($1::uuid[], $2::text[], $3::text[], $4::float8[], $5::int[])
        as o(id, status, error, wait, attempts)
      where d.id = o.id and d.status = 'pending'
        and (o.status = 'sent' or d.attempts = o.attempts)
      returning d.id
      """;

  private static final String COLUMNS =
      """
      select d.id, d.notice_id, d.channel, d.status, d.attempts, d.next_at, d.last_error,
             d.changed_at, n.recipient, n.type, n.lead_id
      from delivery d join notice n on n.id = d.notice_id
      """;

  private static final String LIST =
      COLUMNS
          + """
          where ($1::text is null or d.status = $1) and ($2::uuid is null or d.id < $2)
          order by d.id desc limit $3
          """;

  private final People people;

  Deliveries(People people) {
    this.people = people;
  }

  /** A notice to go over a channel. */
  public record Planned(UUID noticeId, String channel) {}

  /**
   * How one try ended.
   *
   * @param error the obstacle's name; absent when it worked
   * @param gap until the next try; zero when there is none
   */
  public record Outcome(Letter letter, String status, @Nullable String error, Duration gap) {}

  /** A delivery for those who run the installation. */
  public record Item(
      UUID id,
      UUID noticeId,
      String channel,
      String status,
      int attempts,
      @Nullable Instant nextAt,
      @Nullable String lastError,
      Instant changedAt,
      String recipient,
      String type,
      @Nullable String leadId) {}

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
            Sql.texts(planned, Planned::channel))
        .replaceWithVoid();
  }

  /**
   * Claims what is due, so that nobody else tries it for the time of the lease. A claim counts as a
   * try, whatever becomes of it.
   */
  public Uni<List<Letter>> claim(Mutiny.Session session, int most, Duration lease) {
    return Sql.on(session).list(CLAIM, this::letter, most, seconds(lease));
  }

  private Letter letter(Row row) {
    return new Letter(
        row.getUUID("delivery_id"),
        row.getUUID("notice_id"),
        row.getString("event_id"),
        row.getString("channel"),
        row.getInteger("attempts"),
        people.person(row),
        row.getString("type"),
        row.getString("lead_id"),
        new Text(row.getString("text_zh"), row.getString("text_en")),
        row.getString("about"),
        Objects.requireNonNull(Sql.instant(row, "at")),
        new Flow(
            row.getString("correlation_id"),
            row.getString("event_id"),
            row.getString("traceparent")));
  }

  /**
   * Records how tries ended and answers which were recorded: that something was sent holds always,
   * that it was not only while nobody has tried again.
   */
  public Uni<Set<UUID>> record(Mutiny.Session session, Collection<Outcome> outcomes) {
    return Sql.on(session)
        .list(
            RECORD,
            row -> row.getUUID(0),
            outcomes.stream().map(o -> o.letter().deliveryId()).toArray(UUID[]::new),
            Sql.texts(outcomes, Outcome::status),
            Sql.texts(outcomes, Outcome::error),
            outcomes.stream().map(o -> seconds(o.gap())).toArray(Double[]::new),
            outcomes.stream().map(o -> o.letter().attempts()).toArray(Integer[]::new))
        .map(HashSet::new);
  }

  /** Deliveries of a status or all, the newest first. */
  public Uni<List<Item>> list(
      Mutiny.Session session, @Nullable String status, @Nullable UUID below, int limit) {
    return Sql.on(session).list(LIST, Deliveries::item, status, below, limit);
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
    return new Item(
        row.getUUID("id"),
        row.getUUID("notice_id"),
        row.getString("channel"),
        status,
        row.getInteger("attempts"),
        status.equals(PENDING) ? Sql.instant(row, "next_at") : null,
        row.getString("last_error"),
        Objects.requireNonNull(Sql.instant(row, "changed_at")),
        row.getString("recipient"),
        row.getString("type"),
        row.getString("lead_id"));
  }

  private static double seconds(Duration time) {
    return time.toMillis() / 1000.0;
  }
}
