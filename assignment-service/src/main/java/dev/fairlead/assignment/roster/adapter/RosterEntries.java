package dev.fairlead.assignment.roster.adapter;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.events.EventJson;
import dev.fairlead.kit.sql.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** The roster's entities as JSON documents, with every state they ever had. */
@ApplicationScoped
public class RosterEntries {

  private static final String REVISION =
      """
      insert into roster_revision (id, version, kind, deleted, document) values ($1, $2, $3, $4, $5)
      """;

  // one look into the index for each entity, however often it was changed
  private static final String AS_OF =
      """
      select r.kind, r.deleted, r.document, r.id, r.version
      from roster_entry e
      cross join lateral (
        select * from roster_revision
        where id = e.id and version <= $1
        order by version desc limit 1) r
      order by r.id
      """;

  /**
   * One state of an entity.
   *
   * @param kind {@code team}, {@code rep}, {@code region} or {@code calendar}
   * @param version the roster's version that it came with
   */
  public record Entry(String id, String kind, long version, boolean deleted, ObjectNode document) {}

  /** The entity of that id, a deleted one included; null for none. */
  public Uni<@Nullable Entry> find(Mutiny.Session session, String id) {
    return session.find(RosterEntry.class, id).map(row -> row == null ? null : entry(row));
  }

  /** The entities of those ids, deleted ones included. */
  public Uni<List<Entry>> all(Mutiny.Session session, Collection<String> ids) {
    if (ids.isEmpty()) {
      return Uni.createFrom().item(List.of());
    }
    return session
        .createQuery("from RosterEntry where id in (:ids)", RosterEntry.class)
        .setParameter("ids", ids)
        .getResultList()
        .map(rows -> rows.stream().map(RosterEntries::entry).toList());
  }

  /** Entities of a kind, ordered by id. */
  public Uni<List<Entry>> list(
      Mutiny.Session session, String kind, @Nullable String after, int limit) {
    return session
        .createQuery(
            "from RosterEntry where kind = :kind and not deleted and id > :after order by id",
            RosterEntry.class)
        .setParameter("kind", kind)
        .setParameter("after", after == null ? "" : after)
        .setMaxResults(limit)
        .getResultList()
        .map(rows -> rows.stream().map(RosterEntries::entry).toList());
  }

  /** Keeps a new state. */
  public Uni<Void> put(Mutiny.Session session, Entry entry) {
    String document = entry.document().toString();
    return session
        .find(RosterEntry.class, entry.id())
        .chain(
            found -> {
              RosterEntry row = found == null ? new RosterEntry() : found;
              row.id = entry.id();
              row.kind = entry.kind();
              row.version = entry.version();
              row.deleted = entry.deleted();
              row.document = document;
              return found == null ? session.persist(row) : Uni.createFrom().voidItem();
            })
        .chain(session::flush)
        .chain(
            () ->
                Sql.on(session)
                    .update(
                        REVISION,
                        entry.id(),
                        entry.version(),
                        entry.kind(),
                        entry.deleted(),
                        document))
        .replaceWithVoid();
  }

  /** All entities there were at a version of the roster. */
  public Uni<List<Entry>> asOf(Mutiny.Session session, long version) {
    return Sql.on(session)
        .list(
            AS_OF,
            row ->
                new Entry(
                    row.getString("id"),
                    row.getString("kind"),
                    row.getLong("version"),
                    row.getBoolean("deleted"),
                    parse(row.getString("document"))),
            version)
        .map(all -> all.stream().filter(entry -> !entry.deleted()).toList());
  }

  private static Entry entry(RosterEntry row) {
    return new Entry(row.id, row.kind, row.version, row.deleted, parse(row.document));
  }

  private static ObjectNode parse(String document) {
    try {
      return (ObjectNode) EventJson.mapper().readTree(document);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("not a document", e);
    }
  }
}
