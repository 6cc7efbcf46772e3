package dev.fairlead.intake.adapter;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import dev.fairlead.events.EventJson;
import dev.fairlead.intake.domain.Outcome;
import dev.fairlead.kit.sql.Sql;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * Answers of requests that came with an {@code Idempotency-Key}, many at a time. It shares table
 * and lock with the commands of one at a time.
 */
@ApplicationScoped
public class IdempotencyKeys {

  private static final String LOCK =
      """
      select caller || E'\\n' || key
      from unnest($1::text[], $2::text[]) as k(caller, key)
      where pg_try_advisory_xact_lock(hashtextextended(caller || E'\\n' || key, 7))
      """;

  private static final String READ =
      """
      select a.caller || E'\\n' || a.key, a.fingerprint, a.body
      from unnest($1::text[], $2::text[]) as k(caller, key)
      join command_answer a on a.caller = k.caller and a.key = k.key
      """;

  private static final String STORE =
      """
      insert into command_answer (caller, key, fingerprint, status, body)
      select caller, key, fingerprint, 201, body
      from unnest($1::text[], $2::text[], $3::text[], $4::text[]) as a(caller, key, fingerprint, body)
      """;

  /** A key, whose it is, and what was asked under it. */
  public record Use(String caller, String key, String fingerprint) {
    private String id() {
      return caller + '\n' + key;
    }
  }

  /** Whether a request under a key may go on. */
  public sealed interface Begun {}

  /** It is the first; its key is locked until the end of the transaction. */
  public record First() implements Begun {}

  /** It was answered before. */
  public record Again(List<Outcome> outcomes) implements Begun {}

  /** The key was used for something else. */
  public record Mismatch() implements Begun {}

  /** The first one has not ended. */
  public record InProgress() implements Begun {}

  private record Stored(String fingerprint, @Nullable String body) {}

  /** Begins the uses, one answer each in their order. Nobody waits for a lock here. */
  public Uni<List<Begun>> begin(Mutiny.Session session, List<Use> uses) {
    if (uses.isEmpty()) {
      return Uni.createFrom().item(List.of());
    }
    Sql sql = Sql.on(session);
    Object[] keys = {callers(uses), names(uses)};
    return sql.list(LOCK, row -> row.getString(0), keys)
        .chain(
            locked ->
                sql.list(READ, IdempotencyKeys::stored, keys)
                    .map(stored -> begun(uses, new HashSet<>(locked), asMap(stored))));
  }

  /** Whether this very use was answered before. */
  public Uni<Boolean> isAnswered(Mutiny.Session session, Use use) {
    return Sql.on(session)
        .first(
            "select fingerprint from command_answer where caller = $1 and key = $2",
            row -> row.getString(0),
            use.caller,
            use.key)
        .map(fingerprint -> use.fingerprint.equals(fingerprint));
  }

  private static List<Begun> begun(List<Use> uses, Set<String> locked, Map<String, Stored> stored) {
    Set<String> begun = new HashSet<>();
    List<Begun> answers = new ArrayList<>(uses.size());
    for (Use use : uses) {
      Stored earlier = stored.get(use.id());
      if (earlier != null) {
        answers.add(
            earlier.fingerprint.equals(use.fingerprint)
                ? new Again(outcomes(earlier.body))
                : new Mismatch());
      } else if (locked.contains(use.id()) && begun.add(use.id())) {
        answers.add(new First());
      } else {
        answers.add(new InProgress());
      }
    }
    return answers;
  }

  /** Keeps the answers of uses that were first. */
  public Uni<Void> answer(Mutiny.Session session, Map<Use, List<Outcome>> answers) {
    if (answers.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    List<Map.Entry<Use, List<Outcome>>> entries = List.copyOf(answers.entrySet());
    List<Use> uses = entries.stream().map(Map.Entry::getKey).toList();
    return Sql.on(session)
        .update(
            STORE,
            callers(uses),
            names(uses),
            Sql.texts(uses, Use::fingerprint),
            Sql.texts(entries, entry -> write(entry.getValue())))
        .replaceWithVoid();
  }

  private static Object callers(Collection<Use> uses) {
    return Sql.texts(uses, Use::caller);
  }

  private static Object names(Collection<Use> uses) {
    return Sql.texts(uses, Use::key);
  }

  private static Map.Entry<String, Stored> stored(Row row) {
    return Map.entry(row.getString(0), new Stored(row.getString(1), row.getString(2)));
  }

  private static Map<String, Stored> asMap(List<Map.Entry<String, Stored>> entries) {
    Map<String, Stored> map = new HashMap<>();
    entries.forEach(entry -> map.put(entry.getKey(), entry.getValue()));
    return map;
  }

  /** Outcomes as the JSON they are kept in. */
  static String write(List<Outcome> outcomes) {
    try {
      return EventJson.mapper()
          .writeValueAsString(
              outcomes.stream()
                  .map(o -> Map.of("leadId", o.leadId().toString(), "outcome", o.kind().text()))
                  .toList());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("outcomes", e);
    }
  }

  /** An answer of a command of another kind has no outcomes: a caller's mistake, see begun. */
  private static List<Outcome> outcomes(@Nullable String body) {
    try {
      List<Map<String, String>> list =
          EventJson.mapper().readValue(body == null ? "[]" : body, new TypeReference<>() {});
      return list.stream()
          .map(
              map ->
                  new Outcome(
                      UUID.fromString(map.getOrDefault("leadId", "")),
                      Outcome.Kind.of(map.getOrDefault("outcome", ""))))
          .toList();
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("stored outcomes", e);
    }
  }
}
