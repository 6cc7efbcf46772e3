package dev.fairlead.assignment.policy.adapter;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.assignment.policy.domain.Finding;
import dev.fairlead.assignment.policy.domain.Policy;
import dev.fairlead.events.EventJson;
import dev.fairlead.kit.http.ProblemException;
import dev.fairlead.kit.sql.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Every policy ever sent. A version never changes, so compiled ones are kept. */
@ApplicationScoped
public class Policies {

  private static final int KEPT = 16;

  private final PolicyReader reader;
  private final Map<Integer, Policy> compiled = new ConcurrentHashMap<>();

  Policies(PolicyReader reader) {
    this.reader = reader;
  }

  /**
   * A policy as it was sent.
   *
   * @param findings what there was to say about it then
   */
  public record Stored(
      int version,
      String name,
      JsonNode document,
      List<Finding> findings,
      Instant createdAt,
      String createdBy) {}

  /** Keeps a new version; the caller holds the assignment state. */
  public Uni<Stored> add(
      Mutiny.Session session,
      JsonNode document,
      PolicyReader.Reading reading,
      String author,
      Instant now) {
    return Sql.on(session)
        .list("select coalesce(max(version), 0) + 1 from policy_version", row -> row.getInteger(0))
        .chain(
            versions -> {
              PolicyVersion row = new PolicyVersion();
              row.version = versions.getFirst();
              row.name = reading.policy().name();
              row.document = document.toString();
              row.findings = write(reading.findings());
              row.createdAt = now;
              row.createdBy = author;
              return session.persist(row).chain(session::flush).replaceWith(() -> stored(row));
            });
  }

  /**
   * The policy of that version.
   *
   * @throws ProblemException 404 {@code policy.unknown}
   */
  public Uni<Stored> get(Mutiny.Session session, int version) {
    return session
        .find(PolicyVersion.class, version)
        .map(
            row -> {
              if (row == null) {
                throw ProblemException.notFound("policy.unknown", "policy version " + version);
              }
              return stored(row);
            });
  }

  /** Policies below a version, the latest first. */
  public Uni<List<Stored>> list(Mutiny.Session session, int below, int limit) {
    return session
        .createQuery(
            "from PolicyVersion where version < :below order by version desc", PolicyVersion.class)
        .setParameter("below", below)
        .setMaxResults(limit)
        .getResultList()
        .map(rows -> rows.stream().map(Policies::stored).toList());
  }

  /** The policy of that version, ready for decisions. */
  public Uni<Policy> compiled(Mutiny.Session session, int version) {
    Policy known = compiled.get(version);
    if (known != null) {
      return Uni.createFrom().item(known);
    }
    return get(session, version)
        .map(stored -> reader.compile(version, stored.document()))
        .invoke(this::keep);
  }

  private void keep(Policy policy) {
    compiled.put(policy.version(), policy);
    if (compiled.size() > KEPT) {
      compiled.keySet().stream().min(Integer::compare).ifPresent(compiled::remove);
    }
  }

  /** Notes who made a version the active one. */
  public Uni<Void> activated(Mutiny.Session session, int version, String operator, Instant now) {
    return Sql.on(session)
        .update(
            "insert into policy_activation (version, activated_at, activated_by)"
                + " values ($1, $2, $3)",
            version,
            Sql.time(now),
            operator)
        .replaceWithVoid();
  }

  /** An activation. */
  public record Activation(int version, Instant activatedAt, String activatedBy) {}

  /** Who made which version the active one, the latest first. */
  public Uni<List<Activation>> activations(Mutiny.Session session, int limit) {
    return Sql.on(session)
        .list(
            "select version, activated_at, activated_by from policy_activation"
                + " order by seq desc limit $1",
            row ->
                new Activation(
                    row.getInteger("version"),
                    Objects.requireNonNull(Sql.instant(row, "activated_at")),
                    row.getString("activated_by")),
            limit);
  }

  /** The version that was active before the present one; null when there was none. */
  public Uni<@Nullable Integer> before(Mutiny.Session session, int active) {
    return Sql.on(session)
        .first(
            "select version from policy_activation where seq < (select max(seq) from"
                + " policy_activation where version = $1) and version <> $1"
                + " order by seq desc limit 1",
            row -> row.getInteger(0),
            active);
  }

  private static Stored stored(PolicyVersion row) {
    try {
      return new Stored(
          row.version,
          row.name,
          EventJson.mapper().readTree(row.document),
          EventJson.mapper().readValue(row.findings, new TypeReference<List<Finding>>() {}),
          row.createdAt,
          row.createdBy);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("not a policy", e);
    }
  }

  private static String write(@Nullable Object value) {
    try {
      return EventJson.mapper().writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
