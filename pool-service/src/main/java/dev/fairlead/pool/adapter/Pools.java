package dev.fairlead.pool.adapter;

import dev.fairlead.kit.sql.Sql;
import dev.fairlead.pool.domain.Configuration;
import dev.fairlead.pool.domain.Pool;
import dev.fairlead.pool.domain.PoolSettings;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** The configured pools, every version of them, and the settings over all. */
@ApplicationScoped
public class Pools {

  private static final long CONFIGURATION_LOCK = 0x706f6f6cL;

  private final Map<String, Parsed> parsed = new ConcurrentHashMap<>();

  /** Lets one change of the configuration happen at a time, until the transaction ends. */
  public Uni<Void> lock(Mutiny.Session session) {
    return Sql.on(session)
        .run("select pg_advisory_xact_lock($1)", CONFIGURATION_LOCK)
        .replaceWithVoid();
  }

  /** All of it, as it is now. */
  public Uni<Configuration> configuration(Mutiny.Session session) {
    return all(session)
        .chain(
            pools ->
                settings(session)
                    .chain(
                        settings ->
                            version(session)
                                .map(
                                    version ->
                                        new Configuration(
                                            pools.stream().map(StoredPool::pool).toList(),
                                            settings,
                                            version))));
  }

  /** Rises with every change of a pool. */
  public Uni<Long> version(Mutiny.Session session) {
    return Sql.on(session)
        .first("select coalesce(max(seq), 0) from pool_version", row -> row.getLong(0))
        .map(version -> version == null ? 0L : version);
  }

  /** All pools in their stable order. */
  public Uni<List<StoredPool>> all(Mutiny.Session session) {
    return session
        .createSelectionQuery("from PoolEntity order by position", PoolEntity.class)
        .getResultList()
        .map(entities -> entities.stream().map(Pools::stored).toList());
  }

  /** One pool; null without one. */
  public Uni<@Nullable StoredPool> find(Mutiny.Session session, String id) {
    return session.find(PoolEntity.class, id).map(entity -> entity == null ? null : stored(entity));
  }

  /** These pools as they are now, past the session's memory. */
  public Uni<Map<String, Pool>> of(Mutiny.Session session, Collection<String> ids) {
    return Sql.on(session)
        .list(
            "select id, version, document from pool where id = any($1)",
            this::parsed,
            (Object) ids.toArray(String[]::new))
        .map(list -> list.stream().collect(Collectors.toMap(Pool::id, Function.identity())));
  }

  /** A version of a pool never changes, so what it says is read once. */
  private Pool parsed(Row row) {
    String id = row.getString(0);
    int version = row.getInteger(1);
    Parsed known = parsed.get(id);
    String document = row.getString(2);
    if (known == null || known.version() != version || !known.document().equals(document)) {
      known = new Parsed(version, document, Json.read(document, PoolDocument.class).pool(id));
      parsed.put(id, known);
    }
    return known.pool();
  }

  /** The settings in force, past the session's memory. */
  public Uni<PoolSettings> rules(Mutiny.Session session) {
    return Sql.on(session)
        .first(
            "select document from pool_settings where id = $1",
            row -> Json.read(row.getString(0), SettingsDocument.class).settings(),
            SettingsEntity.ONLY)
        .map(settings -> settings == null ? PoolSettings.USUAL : settings);
  }

  /** Every version of a pool, the newest first; the document is absent where it was taken away. */
  public Uni<List<Version>> versions(Mutiny.Session session, String id) {
    return Sql.on(session)
        .list(
            "select version, document, changed_at, changed_by from pool_version"
                + " where pool_id = $1 order by seq desc",
            row ->
                new Version(
                    row.getInteger(0),
                    row.getString(1) == null
                        ? null
                        : Json.read(row.getString(1), PoolDocument.class),
                    row.getOffsetDateTime(2).toInstant(),
                    row.getString(3)),
            id);
  }

  /** Writes a pool; if it is the default, no other one is any more. */
  public Uni<StoredPool> put(
      Mutiny.Session session, String id, PoolDocument document, String by, Instant at) {
    Uni<Void> alone = document.asDefault() ? dethrone(session, id, by, at) : done();
    return alone
        .chain(() -> session.find(PoolEntity.class, id, LockModeType.PESSIMISTIC_WRITE))
        .chain(entity -> write(session, entity, id, document, by, at));
  }

  /** Takes a pool away; what it was stays among the versions. */
  public Uni<Void> remove(Mutiny.Session session, StoredPool pool, String by, Instant at) {
    return session
        .find(PoolEntity.class, pool.id())
        .chain(session::remove)
        .chain(() -> remember(session, pool.id(), pool.version() + 1, null, by, at));
  }

  private Uni<Void> dethrone(Mutiny.Session session, String heir, String by, Instant at) {
    return session
        .createSelectionQuery("from PoolEntity where fallback and id <> ?1", PoolEntity.class)
        .setParameter(1, heir)
        .getResultList()
        .chain(
            others ->
                others.isEmpty()
                    ? done()
                    : write(
                            session,
                            others.getFirst(),
                            others.getFirst().id,
                            stored(others.getFirst()).document().notFallback(),
                            by,
                            at)
                        .replaceWithVoid());
  }

  private Uni<StoredPool> write(
      Mutiny.Session session,
      @Nullable PoolEntity present,
      String id,
      PoolDocument document,
      String by,
      Instant at) {
    PoolEntity entity = present == null ? new PoolEntity() : present;
    entity.id = id;
    entity.version = entity.version + 1;
    entity.fallback = document.asDefault();
    entity.document = Json.write(document);
    return (present == null ? session.persist(entity) : done())
        .chain(() -> remember(session, id, entity.version, entity.document, by, at))
        .replaceWith(() -> stored(entity));
  }

  private static Uni<Void> remember(
      Mutiny.Session session,
      String id,
      int version,
      @Nullable String document,
      String by,
      Instant at) {
    return session
        .flush()
        .chain(
            () ->
                Sql.on(session)
                    .update(
                        "insert into pool_version (pool_id, version, document, changed_at,"
                            + " changed_by) values ($1, $2, $3, $4, $5)",
                        id,
                        version,
                        document,
                        Sql.time(at),
                        by))
        .replaceWithVoid();
  }

  /** The settings in force. */
  public Uni<PoolSettings> settings(Mutiny.Session session) {
    return storedSettings(session)
        .map(stored -> stored.version() == 0 ? PoolSettings.USUAL : stored.document().settings());
  }

  /** The settings as they were written; version 0 when nobody has. */
  public Uni<StoredSettings> storedSettings(Mutiny.Session session) {
    return session
        .find(SettingsEntity.class, SettingsEntity.ONLY)
        .map(
            entity ->
                entity == null
                    ? new StoredSettings(0, SettingsDocument.EMPTY)
                    : new StoredSettings(
                        entity.version, Json.read(entity.document, SettingsDocument.class)));
  }

  /** Whether nobody has told the settings yet; from now on somebody has. */
  public Uni<Boolean> firstToTell(Mutiny.Session session) {
    return Sql.on(session)
        .update("insert into pool_settings_told (id) values (1) on conflict do nothing")
        .map(rows -> rows == 1);
  }

  /** Writes the settings. */
  public Uni<StoredSettings> putSettings(Mutiny.Session session, SettingsDocument document) {
    return session
        .find(SettingsEntity.class, SettingsEntity.ONLY)
        .chain(
            present -> {
              SettingsEntity entity = present == null ? new SettingsEntity() : present;
              entity.version = entity.version + 1;
              entity.document = Json.write(document);
              return (present == null ? session.persist(entity) : done())
                  .chain(session::flush)
                  .replaceWith(() -> new StoredSettings(entity.version, document));
            });
  }

  private static StoredPool stored(PoolEntity entity) {
    return new StoredPool(
        entity.id, entity.version, Json.read(entity.document, PoolDocument.class));
  }

  private static Uni<Void> done() {
    return Uni.createFrom().voidItem();
  }

  /** A pool as it was in one of its versions. */
  public record Version(
      int version, @Nullable PoolDocument document, Instant changedAt, String changedBy) {}

  private record Parsed(int version, String document, Pool pool) {}

  /** The settings in one of their versions. */
  public record StoredSettings(int version, SettingsDocument document) {}
}
