package dev.fairlead.intake.adapter;

import dev.fairlead.intake.domain.Draft;
import dev.fairlead.intake.domain.Identity;
import dev.fairlead.intake.domain.Recognition;
import dev.fairlead.kit.sql.Sql;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Where submissions of one person, or one submission sent twice, meet: identities and dedupe keys.
 */
@ApplicationScoped
public class MeetingPoints {

  private static final String LOCK =
      "select count(pg_advisory_xact_lock(point)) from unnest($1::bigint[]) as point";

  private static final String RECALL =
      """
      select i.kind || E'\\n' || i.value || E'\\n' || i.scope as identity, null::uuid as key,
             case when l.merged_into is null then l.id else lead_survivor(l.id) end as lead_id,
             case when l.merged_into is null then l.open
               else (select s.open from lead s where s.id = lead_survivor(l.id)) end as open,
             null::timestamptz as seen_at
      from unnest($1::text[], $2::text[], $3::text[]) as asked(kind, value, scope)
      join lead_identity i on i.kind = asked.kind and i.value = asked.value and i.scope = asked.scope
      join lead l on l.id = i.lead_id
      union all
      select null, d.key,
             case when l.merged_into is null then d.lead_id else lead_survivor(d.lead_id) end,
             null, d.seen_at
      from dedupe_key d left join lead l on l.id = d.lead_id
      where d.key = any($4::uuid[])
      """;

  private static final String IDENTITIES =
      """
      insert into lead_identity (kind, value, scope, lead_id)
      select * from unnest($1::text[], $2::text[], $3::text[], $4::uuid[])
      on conflict (kind, value, scope) do update set lead_id = excluded.lead_id
      """;

  private static final String KEYS =
      """
      insert into dedupe_key (key, content, lead_id, seen_at)
      select key, content, lead_id, $4 from unnest($1::uuid[], $2::boolean[], $3::uuid[])
        as k(key, content, lead_id)
      on conflict (key) do update set lead_id = excluded.lead_id, seen_at = excluded.seen_at
      """;

  /**
   * Waits until nobody else decides on what these drafts share with others. The order is the same
   * for everybody, so nobody waits for each other.
   *
   * @param externalKeys of leads that are taken back
   */
  public Uni<Void> lock(
      Mutiny.Session session, List<Draft> drafts, Collection<String> externalKeys) {
    Long[] points =
        Stream.concat(
                drafts.stream().flatMap(draft -> draft.meetingPoints().stream()),
                externalKeys.stream())
            .map(Hash::number)
            .distinct()
            .sorted()
            .toArray(Long[]::new);
    return Sql.on(session).run(LOCK, (Object) points).replaceWithVoid();
  }

  /**
   * What is known of these drafts; to be read after the lock, in a statement of its own.
   *
   * @param externalKeys of leads that were only named
   */
  public Uni<Recognition> recall(
      Mutiny.Session session, List<Draft> drafts, Collection<String> externalKeys) {
    List<Identity> identities =
        drafts.stream().flatMap(draft -> draft.identities().stream()).distinct().toList();
    Map<UUID, String> external = new HashMap<>();
    Map<UUID, String> contents = new HashMap<>();
    externalKeys.forEach(key -> external.put(Hash.uuid(key), key));
    for (Draft draft : drafts) {
      String id = draft.externalKey();
      if (id == null) {
        contents.put(Hash.uuid(draft.contentKey()), draft.contentKey());
      } else {
        external.put(Hash.uuid(id), id);
      }
    }
    List<UUID> keys = new ArrayList<>(external.keySet());
    keys.addAll(contents.keySet());
    return Sql.on(session)
        .run(
            RECALL,
            Sql.texts(identities, i -> i.kind().text()),
            Sql.texts(identities, Identity::value),
            Sql.texts(identities, Identity::scope),
            keys.toArray(UUID[]::new))
        .map(
            rows -> {
              Recognition known = new Recognition();
              rows.forEach(row -> know(known, row, external, contents));
              return known;
            });
  }

  private static void know(
      Recognition known, Row row, Map<UUID, String> external, Map<UUID, String> contents) {
    UUID leadId = row.getUUID("lead_id");
    String identity = row.getString("identity");
    if (identity != null) {
      known.knowIdentity(identity, new Recognition.Holder(leadId, row.getBoolean("open")));
      return;
    }
    UUID key = row.getUUID("key");
    String id = external.get(key);
    String content = contents.get(key);
    if (id != null) {
      known.knowExternal(id, leadId);
    } else if (content != null) {
      known.knowContent(content, leadId, row.getOffsetDateTime("seen_at").toInstant());
    }
  }

  /** Keeps what the decisions taught. */
  public Uni<Void> remember(Mutiny.Session session, Recognition known, Instant now) {
    List<Map.Entry<Identity, UUID>> identities = List.copyOf(known.learnedIdentities().entrySet());
    List<Key> keys = new ArrayList<>();
    known.learnedExternal().forEach((key, lead) -> keys.add(new Key(Hash.uuid(key), false, lead)));
    known.learnedContents().forEach((key, lead) -> keys.add(new Key(Hash.uuid(key), true, lead)));
    return Sql.together(List.of(identities(session, identities), keys(session, keys, now)));
  }

  private static Uni<Void> identities(
      Mutiny.Session session, List<Map.Entry<Identity, UUID>> learned) {
    return learned.isEmpty()
        ? Uni.createFrom().voidItem()
        : Sql.on(session)
            .update(
                IDENTITIES,
                Sql.texts(learned, e -> e.getKey().kind().text()),
                Sql.texts(learned, e -> e.getKey().value()),
                Sql.texts(learned, e -> e.getKey().scope()),
                learned.stream().map(Map.Entry::getValue).toArray(UUID[]::new))
            .replaceWithVoid();
  }

  private static Uni<Void> keys(Mutiny.Session session, List<Key> learned, Instant now) {
    return learned.isEmpty()
        ? Uni.createFrom().voidItem()
        : Sql.on(session)
            .update(
                KEYS,
                learned.stream().map(Key::key).toArray(UUID[]::new),
                learned.stream().map(Key::content).toArray(Boolean[]::new),
                learned.stream().map(Key::leadId).toArray(UUID[]::new),
                Sql.time(now))
            .replaceWithVoid();
  }

  private record Key(UUID key, boolean content, UUID leadId) {}
}
