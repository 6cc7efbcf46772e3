package dev.fairlead.intake.imports.adapter;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import dev.fairlead.events.EventJson;
import dev.fairlead.intake.imports.FileShape;
import dev.fairlead.intake.imports.Import;
import dev.fairlead.intake.imports.domain.ImportStatus;
import dev.fairlead.intake.imports.domain.Mapping;
import dev.fairlead.kit.sql.Sql;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * Imports and their files. Whoever takes rows holds a lease; it is renewed with every step, and who
 * has lost it can change nothing any more.
 */
@ApplicationScoped
public class Imports {

  private static final String COLUMNS =
      """
      id, created_at, created_by, file_name, size, shape, settings, columns, mapping, dry_run,
      status, detail, total, done, created, attached, duplicate, rejected, started_at, finished_at
      """;

  private static final String INSERT =
      """
      insert into lead_import
        (id, created_at, created_by, file_name, size, shape, settings, columns, mapping, dry_run,
         status, total)
      values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
      """;

  private static final String CLAIM =
      """
      update lead_import
      set lease = $1, lease_until = now() + make_interval(secs => $2), status = 'running',
          started_at = coalesce(started_at, now())
      where id = (select id from lead_import
                  where status in ('queued', 'running')
                    and (lease_until is null or lease_until < now())
                  order by created_at limit 1 for update skip locked)
      returning
      """
          + COLUMNS;

  private static final String ADVANCE =
      """
      update lead_import
      set done = $4, created = created + $5, attached = attached + $6, duplicate = duplicate + $7,
          rejected = rejected + $8, lease_until = now() + make_interval(secs => $9)
      where id = $1 and lease = $2 and done = $3 and status = 'running'
      """;

  private static final String ERRORS =
      """
      insert into lead_import_error (import_id, row, reason, detail, cells)
      select $1, * from unnest($2::int[], $3::text[], $4::text[], $5::text[])
      on conflict (import_id, row) do nothing
      """;

  /** Keeps a new import; its file follows piece by piece. */
  public Uni<Void> insert(Mutiny.Session session, Import it) {
    return Sql.on(session)
        .update(
            INSERT,
            it.id(),
            Sql.time(it.createdAt()),
            it.createdBy(),
            it.fileName(),
            it.size(),
            write(it.shape()),
            write(it.settings()),
            write(it.columns()),
            write(it.mapping().fields()),
            it.dryRun(),
            it.status().text(),
            it.total())
        .replaceWithVoid();
  }

  /** Keeps a piece of the file. */
  public Uni<Void> insertPiece(Mutiny.Session session, UUID id, int n, byte[] data) {
    return Sql.on(session)
        .update(
            "insert into lead_import_piece (import_id, n, data) values ($1, $2, $3)",
            id,
            n,
            Buffer.buffer(data))
        .replaceWithVoid();
  }

  /** A piece of the file; null behind the last one. */
  public Uni<byte @Nullable []> piece(Mutiny.Session session, UUID id, int n) {
    return Sql.on(session)
        .first(
            "select data from lead_import_piece where import_id = $1 and n = $2",
            row -> row.getBuffer(0).getBytes(),
            id,
            n);
  }

  /** One import; null without it. */
  public Uni<@Nullable Import> find(Mutiny.Session session, UUID id) {
    return Sql.on(session)
        .first("select " + COLUMNS + " from lead_import where id = $1", Imports::read, id);
  }

  /** One import, kept from others until the end of the transaction; null without it. */
  public Uni<@Nullable Import> lock(Mutiny.Session session, UUID id) {
    return Sql.on(session)
        .first(
            "select " + COLUMNS + " from lead_import where id = $1 for update", Imports::read, id);
  }

  /**
   * The newest first.
   *
   * @param before only those older than this one
   */
  Uni<List<Import>> list(Mutiny.Session session, @Nullable UUID before, int limit) {
    return Sql.on(session)
        .list(
            "select "
                + COLUMNS
                + " from lead_import where $1::uuid is null or id < $1 order by id desc limit $2",
            Imports::read,
            before,
            limit);
  }

  /** Changes what may be changed before rows are taken. */
  public Uni<Void> map(Mutiny.Session session, UUID id, Mapping mapping) {
    return Sql.on(session)
        .update("update lead_import set mapping = $2 where id = $1", id, write(mapping.fields()))
        .replaceWithVoid();
  }

  /** Lets it start from its first row, after a dry run for once in earnest. */
  public Uni<Void> queue(Mutiny.Session session, UUID id) {
    Sql sql = Sql.on(session);
    return sql.update("delete from lead_import_error where import_id = $1", id)
        .chain(
            () ->
                sql.update(
                    """
                    update lead_import
                    set status = 'queued', dry_run = dry_run and status = 'waiting', done = 0,
                        created = 0, attached = 0, duplicate = 0, rejected = 0, started_at = null,
                        finished_at = null, forget_at = null, lease = null, lease_until = null
                    where id = $1
                    """,
                    id))
        .replaceWithVoid();
  }

  /** Ends it, whatever its state; from then on the file is kept so long. */
  public Uni<Void> end(
      Mutiny.Session session,
      UUID id,
      ImportStatus status,
      @Nullable String detail,
      Duration keepFile) {
    return Sql.on(session)
        .update(
            """
            update lead_import
            set status = $2, detail = $3, finished_at = now(), lease = null, lease_until = null,
                forget_at = least(forget_at, now() + make_interval(secs => $4))
            where id = $1
            """,
            id,
            status.text(),
            detail,
            (double) keepFile.toSeconds())
        .replaceWithVoid();
  }

  /** Takes over an import nobody works on; null when there is none. */
  public Uni<@Nullable Import> claim(Mutiny.Session session, UUID lease, Duration lasting) {
    return Sql.on(session).first(CLAIM, Imports::read, lease, (double) lasting.toMillis() / 1000);
  }

  /** Whether this lease still holds; its row stays locked until the end of the transaction. */
  public Uni<Boolean> holds(Mutiny.Session session, UUID id, UUID lease, int done) {
    return Sql.on(session)
        .first(
            "select 1 from lead_import where id = $1 and lease = $2 and done = $3"
                + " and status = 'running' for update",
            row -> row.getInteger(0),
            id,
            lease,
            done)
        .map(Objects::nonNull);
  }

  /** Moves on from one row to another, and renews the lease; nothing when it is lost. */
  public Uni<Boolean> advance(
      Mutiny.Session session,
      UUID id,
      UUID lease,
      int from,
      int to,
      Import.Counts counts,
      Duration lasting) {
    return Sql.on(session)
        .update(
            ADVANCE,
            id,
            lease,
            from,
            to,
            counts.created(),
            counts.attached(),
            counts.duplicate(),
            counts.rejected(),
            (double) lasting.toMillis() / 1000)
        .map(changed -> changed == 1);
  }

  /** A row that was not taken. */
  public record RowError(int row, String reason, @Nullable String detail, List<String> cells) {}

  /** Keeps rows that were not taken. */
  public Uni<Void> insertErrors(Mutiny.Session session, UUID id, List<RowError> errors) {
    if (errors.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    return Sql.on(session)
        .update(
            ERRORS,
            id,
            errors.stream().map(RowError::row).toArray(Integer[]::new),
            Sql.texts(errors, RowError::reason),
            Sql.texts(errors, RowError::detail),
            Sql.texts(errors, error -> write(error.cells())))
        .replaceWithVoid();
  }

  /** Rows that were not taken, behind one of them. */
  Uni<List<RowError>> errors(Mutiny.Session session, UUID id, int behind, int limit) {
    return Sql.on(session)
        .list(
            "select row, reason, detail, cells from lead_import_error"
                + " where import_id = $1 and row > $2 order by row limit $3",
            row ->
                new RowError(
                    row.getInteger(0),
                    row.getString(1),
                    row.getString(2),
                    parse(row.getString(3), new TypeReference<>() {})),
            id,
            behind,
            limit);
  }

  /** Lets go of the files and rows of imports that are over and have been kept long enough. */
  public Uni<Void> forget(Mutiny.Session session) {
    return forget(session, "forget_at < now()", null);
  }

  /** Lets go of the file a lead came from: at once, or as soon as its rows are taken. */
  public Uni<Void> forget(Mutiny.Session session, UUID leadId) {
    return Sql.on(session)
        .update(
            """
            update lead_import set forget_at = now()
            where id in (select substring(connector from 8)::uuid from submission
                         where lead_id = $1 and path like '/api/intake/imports/%')
            """,
            leadId)
        .chain(
            () ->
                forget(
                    session,
                    """
                    id in (select substring(connector from 8)::uuid from submission
                           where lead_id = $1 and path like '/api/intake/imports/%')
                    """,
                    leadId));
  }

  private static Uni<Void> forget(Mutiny.Session session, String which, @Nullable UUID leadId) {
    String over =
        " import_id in (select id from lead_import where "
            + which
            + " and status in ('finished', 'cancelled', 'failed'))";
    Sql sql = Sql.on(session);
    Object[] parameters = leadId == null ? new Object[0] : new Object[] {leadId};
    return sql.update("delete from lead_import_piece where" + over, parameters)
        .chain(() -> sql.update("delete from lead_import_error where" + over, parameters))
        .replaceWithVoid();
  }

  private static Import read(Row row) {
    return new Import(
        row.getUUID("id"),
        Objects.requireNonNullElse(Sql.instant(row, "created_at"), Instant.EPOCH),
        row.getString("created_by"),
        row.getString("file_name"),
        row.getLong("size"),
        parse(row.getString("shape"), new TypeReference<FileShape>() {}),
        parse(row.getString("settings"), new TypeReference<>() {}),
        parse(row.getString("columns"), new TypeReference<>() {}),
        new Mapping(parse(row.getString("mapping"), new TypeReference<>() {})),
        row.getBoolean("dry_run"),
        ImportStatus.of(row.getString("status")),
        row.getString("detail"),
        row.getInteger("total"),
        row.getInteger("done"),
        new Import.Counts(
            row.getInteger("created"),
            row.getInteger("attached"),
            row.getInteger("duplicate"),
            row.getInteger("rejected")),
        Sql.instant(row, "started_at"),
        Sql.instant(row, "finished_at"));
  }

  private static <T> T parse(String json, TypeReference<T> type) {
    try {
      return EventJson.mapper().readValue(json, type);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a stored import", e);
    }
  }

  private static String write(Object value) {
    try {
      return EventJson.mapper().writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("cannot be written", e);
    }
  }
}
