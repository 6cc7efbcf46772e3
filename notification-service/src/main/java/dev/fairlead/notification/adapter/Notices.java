package dev.fairlead.notification.adapter;

import dev.fairlead.kit.ServiceName;
import dev.fairlead.kit.sql.Sql;
import dev.fairlead.notification.Notice;
import dev.fairlead.notification.domain.Text;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** What people were told, numbered for each of them without gaps. */
@ApplicationScoped
public class Notices {

  /** Columns that {@link #shown(Row)} reads. */
  public static final String SHOWN =
      "n.id, n.number, n.recipient, n.type, n.lead_id, n.text_zh, n.text_en, n.about, n.at, n.read_at";

  private static final String TAKE_NUMBERS =
      """
      insert into recipient as have (person, last_number)
      select person, n from unnest($1::text[], $2::bigint[]) as r(person, n) order by person
      on conflict (person) do update set last_number = have.last_number + excluded.last_number
      returning person, last_number
      """;

  private static final String ADD =
      """
      insert into notice (id, number, event_id, recipient, type, lead_id, text_zh, text_en, about,
                          at, correlation_id, traceparent)
      select id, number, event_id, recipient, type, lead_id, text_zh, text_en, about,
             at, correlation_id, traceparent
      from unnest($1::uuid[], $2::bigint[], $3::text[], $4::text[], $5::text[], $6::text[],
                  $7::text[], $8::text[], $9::text[], $10::timestamptz[], $11::text[], $12::text[])
        with ordinality as n(id, number, event_id, recipient, type, lead_id, text_zh, text_en,
                             about, at, correlation_id, traceparent, nth)
      order by nth
      on conflict (event_id, recipient) do nothing
      returning id
      """;

  private static final String INBOX =
      "select "
          + SHOWN
          + """
           from notice n
          where n.recipient = $1 and n.number is not null and n.number < $2
            and (not $3 or n.read_at is null)
          order by n.number desc limit $4
          """;

  private static final String READ =
      "update notice n set read_at = coalesce(n.read_at, $3)"
          + " where n.id = $1 and n.recipient = $2 and n.number is not null returning "
          + SHOWN;

  private final MeterRegistry metrics;
  private final String counter;

  Notices(MeterRegistry metrics, ServiceName service) {
    this.metrics = metrics;
    this.counter = service.metric("notices");
  }

  /**
   * A notice as its recipient sees it.
   *
   * @param number its place among his notices
   */
  public record Shown(
      UUID id,
      long number,
      String recipient,
      String type,
      @Nullable String leadId,
      Text text,
      Instant at,
      @Nullable Instant readAt) {}

  /**
   * Adds notices, except where that recipient was told of that event before; rings for all replicas
   * at commit. Answers those added. Locks the recipients' numbers until then.
   */
  public Uni<List<Notice>> add(Mutiny.Session session, List<Notice> notices) {
    return numbers(session, notices)
        .chain(numbers -> insert(session, notices, numbers))
        .map(
            ids -> {
              List<Notice> added = notices.stream().filter(n -> ids.contains(n.id())).toList();
              added.forEach(n -> metrics.counter(counter, "type", n.type().code()).increment());
              return added;
            })
        .call(added -> Bell.ring(session, added));
  }

  private static Uni<Map<UUID, Long>> numbers(Mutiny.Session session, List<Notice> notices) {
    TreeMap<String, List<Notice>> shown = new TreeMap<>();
    notices.stream()
        .filter(Notice::isShown)
        .forEach(n -> shown.computeIfAbsent(n.recipient().id(), r -> new ArrayList<>()).add(n));
    if (shown.isEmpty()) {
      return Uni.createFrom().item(Map.of());
    }
    return Sql.on(session)
        .list(
            TAKE_NUMBERS,
            row -> Map.entry(row.getString(0), row.getLong(1)),
            shown.keySet().toArray(String[]::new),
            shown.values().stream().map(list -> (long) list.size()).toArray(Long[]::new))
        .map(
            last -> {
              Map<UUID, Long> numbers = new HashMap<>();
              last.forEach(
                  e ->
                      number(Objects.requireNonNull(shown.get(e.getKey())), e.getValue(), numbers));
              return numbers;
            });
  }

  private static void number(List<Notice> notices, long last, Map<UUID, Long> numbers) {
    long next = last - notices.size() + 1;
    for (Notice notice : notices) {
      numbers.put(notice.id(), next++);
    }
  }

  private static Uni<Set<UUID>> insert(
      Mutiny.Session session, List<Notice> notices, Map<UUID, Long> numbers) {
    return Sql.on(session)
        .list(
            ADD,
            row -> row.getUUID(0),
            notices.stream().map(Notice::id).toArray(UUID[]::new),
            Sql.longs(notices, n -> numbers.get(n.id())),
            Sql.texts(notices, Notice::eventId),
            Sql.texts(notices, n -> n.recipient().id()),
            Sql.texts(notices, n -> n.type().code()),
            Sql.texts(notices, Notice::leadId),
            Sql.texts(notices, n -> n.text().zh()),
            Sql.texts(notices, n -> n.text().en()),
            Sql.texts(notices, Notice::about),
            Sql.times(notices, Notice::at),
            Sql.texts(notices, n -> n.flow().correlationId()),
            Sql.texts(notices, n -> n.flow().traceparent()))
        .map(HashSet::new);
  }

  /** A person's notices below a number, the newest first. */
  public Uni<List<Shown>> inbox(
      Mutiny.Session session, String person, long below, boolean unread, int limit) {
    return Sql.on(session).list(INBOX, Notices::shown, person, below, unread, limit);
  }

  /** Marks a person's notice as read, once; null when he has none of that id. */
  public Uni<@Nullable Shown> read(Mutiny.Session session, String person, UUID id, Instant at) {
    return Sql.on(session).first(READ, Notices::shown, id, person, Sql.time(at));
  }

  /** The notice in a row of {@link #SHOWN}. */
  public static Shown shown(Row row) {
    return new Shown(
        row.getUUID("id"),
        row.getLong("number"),
        row.getString("recipient"),
        row.getString("type"),
        row.getString("lead_id"),
        new Text(row.getString("text_zh"), row.getString("text_en")).about(row.getString("about")),
        Objects.requireNonNull(Sql.instant(row, "at")),
        Sql.instant(row, "read_at"));
  }
}
