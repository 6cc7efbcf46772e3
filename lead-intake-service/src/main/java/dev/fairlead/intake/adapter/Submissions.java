package dev.fairlead.intake.adapter;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import dev.fairlead.events.EventJson;
import dev.fairlead.intake.domain.Outcome;
import dev.fairlead.intake.domain.RawRequest;
import dev.fairlead.intake.domain.Refusal;
import dev.fairlead.kit.sql.Sql;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Pattern;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Submissions, raw and with what became of them. Credentials are left out of what is kept. */
@ApplicationScoped
public class Submissions {

  private static final Pattern CREDENTIAL =
      Pattern.compile("authorization|cookie|token|secret|passw|(?<!idempotency-)key");
  private static final Pattern QUERY_CREDENTIAL =
      Pattern.compile("(?i)((?:^|&)[^=&]*(?:token|secret|key|passw)[^=&]*=)[^&]*");

  private static final String SAVE =
      """
      insert into submission
        (id, connector, received_at, method, path, query, headers, content_type, remote_ip, body,
         authenticated, correlation_id, traceparent, status, reason, detail, errors, lead_id,
         outcome, results)
      select * from unnest($1::uuid[], $2::text[], $3::timestamptz[], $4::text[], $5::text[],
        $6::text[], $7::text[], $8::text[], $9::text[], $10::bytea[], $11::boolean[], $12::text[],
        $13::text[], $14::text[], $15::text[], $16::text[], $17::text[], $18::uuid[], $19::text[],
        $20::text[])
      on conflict (id) do update set
        authenticated = excluded.authenticated, status = excluded.status, reason = excluded.reason,
        detail = excluded.detail, errors = excluded.errors, lead_id = excluded.lead_id,
        outcome = excluded.outcome, results = excluded.results, replayed_at = now()
      """;

  /** A submission and what became of it. */
  public record Row(
      UUID id,
      String connector,
      RawRequest raw,
      boolean proven,
      String correlationId,
      String traceparent,
      String status,
      @Nullable Refusal refusal,
      List<Outcome> outcomes) {

    private @Nullable Outcome first() {
      return outcomes.isEmpty() ? null : outcomes.getFirst();
    }
  }

  /** A submission as it was kept, to be read again. */
  public record Kept(
      UUID id,
      String connector,
      RawRequest raw,
      boolean proven,
      String correlationId,
      String traceparent,
      String status) {

    /** Kind of its connector. */
    public String kind() {
      return connector.substring(0, connector.indexOf('/'));
    }

    /** Key of its connector. */
    public String key() {
      return connector.substring(connector.indexOf('/') + 1);
    }
  }

  /** Keeps submissions, or what became of them when they were replayed. */
  public Uni<Void> save(Mutiny.Session session, List<Row> rows) {
    if (rows.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    return Sql.on(session)
        .update(
            SAVE,
            rows.stream().map(Row::id).toArray(UUID[]::new),
            Sql.texts(rows, Row::connector),
            Sql.times(rows, row -> row.raw().receivedAt()),
            Sql.texts(rows, row -> row.raw().method()),
            Sql.texts(rows, row -> clean(row.raw().path())),
            Sql.texts(rows, row -> query(row.raw().query())),
            Sql.texts(rows, row -> headers(row.raw().headers())),
            Sql.texts(rows, row -> clean(row.raw().header("content-type"))),
            Sql.texts(rows, row -> row.raw().remoteIp()),
            rows.stream().map(row -> Buffer.buffer(row.raw().body())).toArray(Buffer[]::new),
            rows.stream().map(Row::proven).toArray(Boolean[]::new),
            Sql.texts(rows, Row::correlationId),
            Sql.texts(rows, Row::traceparent),
            Sql.texts(rows, Row::status),
            Sql.texts(rows, row -> row.refusal() == null ? null : row.refusal().reason().text()),
            Sql.texts(rows, row -> row.refusal() == null ? null : row.refusal().detail()),
            Sql.texts(rows, row -> row.refusal() == null ? null : errors(row.refusal())),
            rows.stream()
                .map(Row::first)
                .map(first -> first == null ? null : first.leadId())
                .toArray(UUID[]::new),
            Sql.texts(rows, row -> row.first() == null ? null : row.first().kind().text()),
            Sql.texts(
                rows,
                row -> row.outcomes().size() < 2 ? null : IdempotencyKeys.write(row.outcomes())))
        .replaceWithVoid();
  }

  /** A submission, kept from others until the end of the transaction; null without it. */
  public Uni<@Nullable Kept> lock(Mutiny.Session session, UUID id) {
    return Sql.on(session)
        .first(
            """
            select id, connector, received_at, method, path, query, headers, remote_ip, body,
                   authenticated, correlation_id, traceparent, status
            from submission where id = $1 for update
            """,
            Submissions::kept,
            id);
  }

  private static Kept kept(io.vertx.sqlclient.Row row) {
    return new Kept(
        row.getUUID("id"),
        row.getString("connector"),
        new RawRequest(
            row.getString("method"),
            row.getString("path"),
            row.getString("query"),
            headers(row.getString("headers")),
            row.getString("remote_ip"),
            row.getBuffer("body").getBytes(),
            row.getOffsetDateTime("received_at").toInstant()),
        row.getBoolean("authenticated"),
        row.getString("correlation_id"),
        Objects.requireNonNullElse(row.getString("traceparent"), ""),
        row.getString("status"));
  }

  /** Waits for what it announced, once more. */
  public Uni<Void> pending(Mutiny.Session session, UUID id) {
    return Sql.on(session)
        .update(
            """
            update submission
            set status = 'pending', reason = null, detail = null, replayed_at = now()
            where id = $1
            """,
            id)
        .replaceWithVoid();
  }

  /** Removes what is personal in the submissions of a lead. */
  public Uni<Void> erase(Mutiny.Session session, UUID leadId) {
    return Sql.on(session)
        .update(
            """
            update submission
            set body = '', headers = '{}', query = null, remote_ip = null, detail = null
            where lead_id = $1
              or results is not null and results::jsonb @> $2::text::jsonb
            """,
            leadId,
            "[{\"leadId\":\"" + leadId + "\"}]")
        .replaceWithVoid();
  }

  /**
   * The newest first.
   *
   * @param before only those older than this one
   */
  Uni<List<Item>> list(
      Mutiny.Session session,
      @Nullable String status,
      @Nullable String connector,
      @Nullable UUID before,
      int limit) {
    return Sql.on(session)
        .list(
            ITEM
                + """
                 where ($1::text is null or status = $1) and ($2::text is null or connector = $2)
                  and ($3::uuid is null or id < $3)
                order by id desc limit $4
                """,
            Submissions::item,
            status,
            connector,
            before,
            limit);
  }

  /** One, without its content; null without it. */
  Uni<@Nullable Item> find(Mutiny.Session session, UUID id) {
    return Sql.on(session).first(ITEM + " where id = $1", Submissions::item, id);
  }

  private static final String ITEM =
      "select id, connector, received_at, method, path, content_type, length(body) as size, status,"
          + " reason, detail, errors, lead_id, outcome, results, correlation_id, replayed_at"
          + " from submission";

  /**
   * A submission without its content.
   *
   * @param status {@code accepted}, {@code duplicate}, {@code rejected} or {@code pending}
   * @param reason why it was rejected, e.g. {@code malformed}
   * @param size of the body in bytes
   * @param errors JSON of what is wrong where
   * @param results JSON of every lead when there are several
   */
  public record Item(
      UUID id,
      String connector,
      @Nullable Instant receivedAt,
      String method,
      String path,
      @Nullable String contentType,
      int size,
      String status,
      @Nullable String reason,
      @Nullable String detail,
      @JsonRawValue @Nullable String errors,
      @Nullable UUID leadId,
      @Nullable String outcome,
      @JsonRawValue @Nullable String results,
      String correlationId,
      @Nullable Instant replayedAt) {}

  private static Item item(io.vertx.sqlclient.Row row) {
    return new Item(
        row.getUUID("id"),
        row.getString("connector"),
        Sql.instant(row, "received_at"),
        row.getString("method"),
        row.getString("path"),
        row.getString("content_type"),
        row.getInteger("size"),
        row.getString("status"),
        row.getString("reason"),
        row.getString("detail"),
        row.getString("errors"),
        row.getUUID("lead_id"),
        row.getString("outcome"),
        row.getString("results"),
        row.getString("correlation_id"),
        Sql.instant(row, "replayed_at"));
  }

  private static @Nullable String query(@Nullable String query) {
    return query == null ? null : clean(QUERY_CREDENTIAL.matcher(query).replaceAll("$1***"));
  }

  private static String headers(Map<String, String> headers) {
    Map<String, String> kept = new LinkedHashMap<>();
    headers.forEach(
        (name, value) -> {
          if (!CREDENTIAL.matcher(name).find()) {
            kept.put(name, value.replace("\0", ""));
          }
        });
    return json(kept);
  }

  private static Map<String, String> headers(String json) {
    try {
      return EventJson.mapper().readValue(json, new TypeReference<>() {});
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("stored headers", e);
    }
  }

  private static @Nullable String errors(Refusal refusal) {
    return refusal.places().isEmpty() ? null : json(refusal.places());
  }

  private static String json(Object value) {
    try {
      return EventJson.mapper().writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("cannot be written", e);
    }
  }

  /** PostgreSQL's text takes every character but one. */
  private static @Nullable String clean(@Nullable String text) {
    return text == null ? null : text.replace("\0", "");
  }
}
