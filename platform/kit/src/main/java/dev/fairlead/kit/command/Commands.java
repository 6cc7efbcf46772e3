package dev.fairlead.kit.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fairlead.kit.http.Caller;
import dev.fairlead.kit.http.Problem;
import dev.fairlead.kit.http.ProblemException;
import dev.fairlead.kit.sql.Sql;
import dev.fairlead.kit.sql.Transactions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * Runs commands in one transaction, at most once per caller and {@code Idempotency-Key}: the same
 * key with the same body gets the stored answer, with another body 422, while the first still runs
 * 409. A refused command changes nothing and stores nothing, so it may be sent again.
 */
@ApplicationScoped
public class Commands {

  private static final int LONGEST_KEY = 255;

  private final Transactions transactions;
  private final ObjectMapper json;

  Commands(Transactions transactions, ObjectMapper json) {
    this.transactions = transactions;
    this.json = json;
  }

  /**
   * Runs the work.
   *
   * @param key the {@code Idempotency-Key} header, quoted or bare; null to run without
   * @param path of the request, which belongs to what must be equal
   * @param body the request as it was understood; null without one
   * @param work answers status and body; a failure rolls everything back
   */
  public Uni<Response> run(
      Caller caller,
      @Nullable String key,
      String path,
      @Nullable Object body,
      Function<Mutiny.Session, Uni<Answer>> work) {
    if (key == null || key.isBlank()) {
      return transactions.run(work).map(Commands::response);
    }
    String bare = bare(key);
    String fingerprint = fingerprint(path, body);
    return transactions.run(session -> once(session, caller.id(), bare, fingerprint, work));
  }

  private Uni<Response> once(
      Mutiny.Session session,
      String caller,
      String key,
      String fingerprint,
      Function<Mutiny.Session, Uni<Answer>> work) {
    Sql sql = Sql.on(session);
    return sql.first(
            "select pg_try_advisory_xact_lock(hashtextextended($1, 7))",
            row -> row.getBoolean(0),
            caller + '\n' + key)
        .chain(
            locked -> {
              if (!Boolean.TRUE.equals(locked)) {
                throw ProblemException.conflict(
                    "idempotency.in-progress", "the first request with this key still runs");
              }
              return sql.first(
                  "select fingerprint, status, body from command_answer where caller = $1 and key = $2",
                  row -> new Stored(row.getString(0), row.getInteger(1), row.getString(2)),
                  caller,
                  key);
            })
        .chain(
            stored ->
                stored == null
                    ? first(session, caller, key, fingerprint, work)
                    : Uni.createFrom().item(again(stored, fingerprint)));
  }

  private Uni<Response> first(
      Mutiny.Session session,
      String caller,
      String key,
      String fingerprint,
      Function<Mutiny.Session, Uni<Answer>> work) {
    return work.apply(session)
        .chain(
            answer ->
                session
                    .flush()
                    .chain(
                        () ->
                            Sql.on(session)
                                .update(
                                    "insert into command_answer (caller, key, fingerprint, status, body)"
                                        + " values ($1, $2, $3, $4, $5)",
                                    caller,
                                    key,
                                    fingerprint,
                                    answer.status(),
                                    write(answer.body())))
                    .replaceWith(() -> response(answer)));
  }

  private static Response again(Stored stored, String fingerprint) {
    if (!stored.fingerprint().equals(fingerprint)) {
      throw new ProblemException(
          Problem.of(422, "idempotency.mismatch", "this key was used for another request"));
    }
    return Response.status(stored.status())
        .type(MediaType.APPLICATION_JSON)
        .entity(stored.body())
        .header("Idempotent-Replayed", "true")
        .build();
  }

  private static Response response(Answer answer) {
    return Response.status(answer.status())
        .type(MediaType.APPLICATION_JSON)
        .entity(answer.body())
        .build();
  }

  private @Nullable String write(@Nullable Object body) {
    try {
      return body == null ? null : json.writeValueAsString(body);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("cannot be written: " + body.getClass(), e);
    }
  }

  private String fingerprint(String path, @Nullable Object body) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      sha.update(path.getBytes(StandardCharsets.UTF_8));
      String text = write(body);
      return HexFormat.of()
          .formatHex(sha.digest((text == null ? "" : text).getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Most clients send the key bare, though the draft says a quoted string. */
  private static String bare(String key) {
    String trimmed = key.strip();
    boolean quoted = trimmed.length() >= 2 && trimmed.startsWith("\"") && trimmed.endsWith("\"");
    String bare = quoted ? trimmed.substring(1, trimmed.length() - 1) : trimmed;
    if (bare.isEmpty() || bare.length() > LONGEST_KEY) {
      throw new ProblemException(
          Problem.of(400, "idempotency.key", "a key has 1 to " + LONGEST_KEY + " characters"));
    }
    return bare;
  }

  /** What a command answers: HTTP status and body. */
  public record Answer(int status, @Nullable Object body) {
    /** 200 with a body. */
    public static Answer ok(@Nullable Object body) {
      return new Answer(200, body);
    }
  }

  private record Stored(String fingerprint, int status, @Nullable String body) {}
}
