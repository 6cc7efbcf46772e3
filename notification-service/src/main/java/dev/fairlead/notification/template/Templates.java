package dev.fairlead.notification.template;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.fairlead.events.EventJson;
import dev.fairlead.kit.sql.Sql;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** The templates an admin wrote. */
@ApplicationScoped
public class Templates {

  private static final String COLUMNS = "select type, language, document, version from template";

  private static final String SAVE =
      """
      insert into template as have (type, language, document, version, updated_at)
      values ($1, $2, $3, 1, now())
      on conflict (type, language) do update
      set document = excluded.document, version = have.version + 1, updated_at = now()
      returning type, language, document, version
      """;

  private final Renderer renderer;

  Templates(Renderer renderer) {
    this.renderer = renderer;
  }

  /** One as it is stored. */
  record Stored(String type, String language, Draft draft, int version) {
    private static Stored of(Row row) {
      return new Stored(
          row.getString("type"),
          row.getString("language"),
          read(row.getString("document")),
          row.getInteger("version"));
    }
  }

  /** All of them, ready to be used. */
  public Uni<Phrases> phrases(Mutiny.Session session) {
    return all(session)
        .map(
            list -> {
              Map<Phrases.Key, Draft> drafts = new HashMap<>();
              list.forEach(s -> drafts.put(new Phrases.Key(s.type(), s.language()), s.draft()));
              return new Phrases(renderer, drafts);
            });
  }

  Uni<List<Stored>> all(Mutiny.Session session) {
    return Sql.on(session).list(COLUMNS + " order by type, language", Stored::of);
  }

  Uni<@Nullable Stored> find(Mutiny.Session session, String type, String language) {
    return Sql.on(session)
        .first(COLUMNS + " where type = $1 and language = $2", Stored::of, type, language);
  }

  /** One, locked until the end of the transaction; null where there is none. */
  Uni<@Nullable Stored> lock(Mutiny.Session session, String type, String language) {
    return Sql.on(session)
        .run("select pg_advisory_xact_lock(hashtextextended($1, 12))", type + "/" + language)
        .chain(() -> find(session, type, language));
  }

  Uni<Stored> save(Mutiny.Session session, String type, String language, Draft draft) {
    return Sql.on(session).list(SAVE, Stored::of, type, language, write(draft)).map(List::getFirst);
  }

  Uni<Integer> remove(Mutiny.Session session, String type, String language) {
    return Sql.on(session)
        .update("delete from template where type = $1 and language = $2", type, language);
  }

  private static Draft read(String document) {
    try {
      return EventJson.mapper().readValue(document, Draft.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("template.document is not ours", e);
    }
  }

  private static String write(Draft draft) {
    try {
      return EventJson.mapper().writeValueAsString(draft);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a template cannot be written", e);
    }
  }
}
