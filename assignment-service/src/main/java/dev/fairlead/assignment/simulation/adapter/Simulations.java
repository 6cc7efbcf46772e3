package dev.fairlead.assignment.simulation.adapter;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.assignment.simulation.domain.SimulationReport;
import dev.fairlead.events.EventJson;
import dev.fairlead.kit.Ids;
import dev.fairlead.kit.sql.Sql;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Simulations that were asked for, how far they are, and what came of them. */
@ApplicationScoped
public class Simulations {

  private static final Duration DEAD_AFTER = Duration.ofMinutes(1);

  private static final String CLAIM =
      """
      update simulation set status = 'running', beat_at = $1, done = 0 where id = (
        select id from simulation
        where status = 'queued' or (status = 'running' and beat_at < $2)
        order by created_at limit 1 for update skip locked)
      returning *
      """;

  /**
   * What is to be simulated.
   *
   * @param document the policy
   * @param version its version; null for a draft that was never kept
   */
  public record Request(JsonNode document, @Nullable Integer version, Instant from, Instant to) {}

  /**
   * A simulation.
   *
   * @param status {@code queued}, {@code running}, {@code done} or {@code failed}
   * @param done how many leads were decided on
   * @param total of how many; null while unknown
   */
  public record Simulation(
      UUID id,
      String status,
      Request request,
      String author,
      Instant createdAt,
      long done,
      @Nullable Long total,
      @Nullable SimulationReport report,
      @Nullable String error) {}

  /** Keeps a request; whoever is free takes it up. */
  public Uni<UUID> add(Mutiny.Session session, Request request, String author, Instant now) {
    UUID id = Ids.next();
    return Sql.on(session)
        .update(
            "insert into simulation (id, status, request, author, created_at)"
                + " values ($1, 'queued', $2, $3, $4)",
            id,
            write(request),
            author,
            Sql.time(now))
        .replaceWith(id);
  }

  /** Takes up the oldest that nobody works on; null for none. */
  public Uni<@Nullable Simulation> claim(Mutiny.Session session, Instant now) {
    return Sql.on(session)
        .first(CLAIM, Simulations::simulation, Sql.time(now), Sql.time(now.minus(DEAD_AFTER)));
  }

  /** Notes how far one is. */
  public Uni<Void> progress(
      Mutiny.Session session, UUID id, long done, @Nullable Long total, Instant now) {
    return Sql.on(session)
        .update(
            "update simulation set done = $2, total = coalesce($3, total), beat_at = $4"
                + " where id = $1",
            id,
            done,
            total,
            Sql.time(now))
        .replaceWithVoid();
  }

  /** Notes what came of one. */
  public Uni<Void> finish(Mutiny.Session session, UUID id, SimulationReport report) {
    return Sql.on(session)
        .update(
            "update simulation set status = 'done', done = $2, report = $3 where id = $1",
            id,
            report.leads(),
            write(report))
        .replaceWithVoid();
  }

  /** Notes why one came to nothing. */
  public Uni<Void> fail(Mutiny.Session session, UUID id, String error) {
    return Sql.on(session)
        .update("update simulation set status = 'failed', error = $2 where id = $1", id, error)
        .replaceWithVoid();
  }

  /** The simulation of that id; null for none. */
  public Uni<@Nullable Simulation> find(Mutiny.Session session, UUID id) {
    return Sql.on(session)
        .first("select * from simulation where id = $1", Simulations::simulation, id);
  }

  private static Simulation simulation(Row row) {
    String report = row.getString("report");
    return new Simulation(
        row.getUUID("id"),
        row.getString("status"),
        read(row.getString("request"), Request.class),
        row.getString("author"),
        Objects.requireNonNull(Sql.instant(row, "created_at")),
        row.getLong("done"),
        row.getLong("total"),
        report == null ? null : read(report, SimulationReport.class),
        row.getString("error"));
  }

  private static <T> T read(String json, Class<T> type) {
    try {
      return EventJson.mapper().readValue(json, type);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("not a " + type.getSimpleName(), e);
    }
  }

  private static String write(Object value) {
    try {
      return EventJson.mapper().writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
