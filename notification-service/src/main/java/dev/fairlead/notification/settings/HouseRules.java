package dev.fairlead.notification.settings;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.fairlead.events.EventJson;
import dev.fairlead.kit.http.Problem;
import dev.fairlead.kit.http.ProblemException;
import dev.fairlead.kit.sql.Sql;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** The documents in which an admin keeps the rules of the house. */
@ApplicationScoped
public class HouseRules {

  static final String MATRIX = "matrix";
  static final String LADDER = "ladder";

  private static final String SAVE =
      """
      insert into setting as have (name, document, version, updated_at) values ($1, $2, 1, now())
      on conflict (name) do update
      set document = excluded.document, version = have.version + 1, updated_at = now()
      returning name, document, version
      """;

  /**
   * A document as it is stored.
   *
   * @param version counts its changes; 0 for one that nobody changed
   */
  record Stored(String name, @Nullable String document, int version) {

    String tag() {
      return "\"" + version + "\"";
    }

    /** Refuses a change that was meant for another version. */
    void expect(@Nullable String ifMatch) {
      if (ifMatch != null && !ifMatch.equals("*") && !ifMatch.contains(tag())) {
        throw new ProblemException(Problem.of(412, "setting.changed", "it is not in that version"));
      }
    }

    private static Stored of(Row row) {
      return new Stored(
          row.getString("name"), row.getString("document"), row.getInteger("version"));
    }
  }

  /** All of them as they stand. */
  public Uni<House> read(Mutiny.Session session) {
    return Sql.on(session)
        .list("select name, document, version from setting", Stored::of)
        .map(
            list ->
                house(list.stream().collect(Collectors.toMap(Stored::name, Function.identity()))));
  }

  private static House house(Map<String, Stored> all) {
    if (all.isEmpty()) {
      return House.DEFAULT;
    }
    MatrixDocument matrix = matrix(all.get(MATRIX));
    return new House(matrix.matrix(), matrix.poolAdmins(), ladder(all.get(LADDER)).ladder());
  }

  static MatrixDocument matrix(@Nullable Stored stored) {
    MatrixDocument known = read(stored, MatrixDocument.class);
    return known == null ? new MatrixDocument(Map.of(), Map.of()) : known;
  }

  static LadderDocument ladder(@Nullable Stored stored) {
    LadderDocument known = read(stored, LadderDocument.class);
    return known == null ? new LadderDocument(null, null) : known;
  }

  private static <T> @Nullable T read(@Nullable Stored stored, Class<T> as) {
    if (stored == null || stored.document() == null) {
      return null;
    }
    try {
      return EventJson.mapper().readValue(stored.document(), as);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("setting " + stored.name() + " is not ours", e);
    }
  }

  /** One of them, locked until the end of the transaction. */
  Uni<Stored> lock(Mutiny.Session session, String name) {
    return Sql.on(session)
        .run("select pg_advisory_xact_lock(hashtextextended($1, 11))", name)
        .chain(() -> find(session, name));
  }

  /** One of them, or version 0 where there is none. */
  Uni<Stored> find(Mutiny.Session session, String name) {
    return Sql.on(session)
        .first("select name, document, version from setting where name = $1", Stored::of, name)
        .map(found -> found == null ? new Stored(name, null, 0) : found);
  }

  /** Replaces one. */
  Uni<Stored> save(Mutiny.Session session, String name, Object document) {
    return Sql.on(session).list(SAVE, Stored::of, name, write(document)).map(List::getFirst);
  }

  private static String write(Object document) {
    try {
      return EventJson.mapper().writeValueAsString(document);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a setting cannot be written", e);
    }
  }
}
