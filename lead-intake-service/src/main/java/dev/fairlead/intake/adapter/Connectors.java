package dev.fairlead.intake.adapter;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import dev.fairlead.events.EventJson;
import dev.fairlead.intake.ConfigureConnector;
import dev.fairlead.intake.domain.Connector;
import dev.fairlead.intake.domain.Phones;
import dev.fairlead.intake.domain.Refusal;
import dev.fairlead.intake.domain.Settings;
import dev.fairlead.intake.domain.SettingsDocument;
import dev.fairlead.kit.secret.KeptSecrets;
import dev.fairlead.kit.secret.Secrets;
import dev.fairlead.kit.sql.Sql;
import dev.fairlead.kit.sql.Transactions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * The configured connectors. They are asked for with every submission, so each is kept in memory
 * for a moment; this replica forgets at once what it changes itself.
 */
@ApplicationScoped
public class Connectors {

  private final Transactions transactions;
  private final Secrets secrets;
  private final Phones phones;
  private final Settings defaults;
  private final Duration cacheFor;
  private final Map<String, Cached> cache = new ConcurrentHashMap<>();
  private final Set<String> refreshing = ConcurrentHashMap.newKeySet();

  private record Cached(Connector connector, long since) {}

  Connectors(
      Transactions transactions,
      Secrets secrets,
      Phones phones,
      @ConfigProperty(name = "fairlead.intake.default-phone-region") String phoneRegion,
      @ConfigProperty(name = "fairlead.intake.dedupe-window") Duration window,
      @ConfigProperty(name = "fairlead.intake.dedupe-scope") String scope,
      @ConfigProperty(name = "fairlead.intake.connector-cache") Duration cacheFor) {
    this.transactions = transactions;
    this.secrets = secrets;
    this.phones = phones;
    this.cacheFor = cacheFor;
    Settings.Scope parsed = Settings.Scope.parse(scope);
    this.defaults =
        Settings.defaults(phoneRegion, window, parsed == null ? Settings.Scope.IDENTITY : parsed);
  }

  /** What stands where a connector says nothing. */
  public Settings defaults() {
    return defaults;
  }

  /** A source that is no configured connector: the defaults with settings of its own. */
  public Connector detached(String kind, String key, Map<String, Object> settings) {
    Settings own = new SettingsDocument(settings).read(defaults, phones::knows);
    return new Connector(kind, key, true, own, Map.of());
  }

  /** The connector to take a submission with; null without it. */
  public Uni<@Nullable Connector> current(String kind, String key) {
    String id = kind + "/" + key;
    Cached cached = cache.get(id);
    if (cached != null
        && (System.nanoTime() - cached.since < cacheFor.toNanos() || !refreshing.add(id))) {
      return Uni.createFrom().item(cached.connector);
    }
    return refresh(kind, key).eventually(() -> refreshing.remove(id));
  }

  /** Of many who find a connector too old one asks; the others use what there is meanwhile. */
  private Uni<@Nullable Connector> refresh(String kind, String key) {
    String id = kind + "/" + key;
    long now = System.nanoTime();
    return transactions
        .run(session -> read(session, kind, key))
        .invoke(
            connector -> {
              if (connector == null) {
                cache.remove(id);
              } else {
                cache.put(id, new Cached(connector, now));
              }
            });
  }

  /** The connector as it stands in the database; null without it. */
  public Uni<@Nullable Connector> read(Mutiny.Session session, String kind, String key) {
    return session.find(ConnectorRow.class, kind + "/" + key).map(this::connector);
  }

  private @Nullable Connector connector(@Nullable ConnectorRow row) {
    if (row == null) {
      return null;
    }
    Settings settings = new SettingsDocument(object(row.settings)).read(defaults, phones::knows);
    return new Connector(row.kind, row.key, row.enabled, settings, open(row, Instant.now()));
  }

  /** The valid secrets in the clear; one given as {@code old_x} counts as an earlier x. */
  private Map<String, List<String>> open(ConnectorRow row, Instant now) {
    KeptSecrets kept = KeptSecrets.read(row.secrets);
    Map<String, List<String>> open = new HashMap<>();
    for (String name : kept.byName().keySet()) {
      for (KeptSecrets.Kept one : kept.valid(name, now)) {
        String secret = secrets.open(row.id + "/" + name, one.sealed());
        open.computeIfAbsent(name, ignored -> new ArrayList<>()).add(secret);
      }
    }
    for (String name : kept.byName().keySet()) {
      if (name.startsWith(KeptSecrets.OLD)) {
        open.computeIfAbsent(name.substring(KeptSecrets.OLD.length()), ignored -> new ArrayList<>())
            .addAll(open.getOrDefault(name, List.of()));
      }
    }
    return open;
  }

  /**
   * What an admin sees of a secret.
   *
   * @param since when it was put
   * @param earlierUntil how long the one before it may still be used; null when it may not
   */
  public record SecretState(Instant since, @Nullable Instant earlierUntil) {}

  /**
   * A connector as an admin sees it.
   *
   * @param secrets the secrets that are set, by name; nobody sees them again
   * @param version counts its changes
   */
  public record Configured(
      String kind,
      String key,
      @Nullable String name,
      boolean enabled,
      SortedMap<String, SecretState> secrets,
      Map<String, Object> settings,
      int version,
      Instant updatedAt) {}

  /** Settings as they are configured; what is wrong with them counts as absent. */
  public Settings settings(Map<String, Object> document) {
    return new SettingsDocument(document).read(defaults, phones::knows);
  }

  /** What is wrong with settings. */
  public List<Refusal.Place> check(Map<String, Object> settings) {
    SettingsDocument document = new SettingsDocument(settings);
    document.read(defaults, phones::knows);
    return document.errors();
  }

  /** Keeps others from changing this connector until the end of the transaction. */
  public Uni<@Nullable Configured> lock(Mutiny.Session session, String kind, String key) {
    String id = kind + "/" + key;
    return Sql.on(session)
        .run("select pg_advisory_xact_lock($1)", Hash.number("connector " + id))
        .chain(() -> find(session, kind, key));
  }

  /** A connector as an admin sees it; null without it. */
  public Uni<@Nullable Configured> find(Mutiny.Session session, String kind, String key) {
    return session
        .find(ConnectorRow.class, kind + "/" + key)
        .map(row -> row == null ? null : configured(row));
  }

  /** All of them, by kind and key. */
  public Uni<List<Configured>> all(Mutiny.Session session) {
    return session
        .createSelectionQuery("from ConnectorRow order by kind, key", ConnectorRow.class)
        .getResultList()
        .map(rows -> rows.stream().map(Connectors::configured).toList());
  }

  /** Creates or changes one that is locked. */
  public Uni<Configured> save(
      Mutiny.Session session, String kind, String key, ConfigureConnector.Wish wish, Instant now) {
    String id = kind + "/" + key;
    return session
        .find(ConnectorRow.class, id)
        .chain(
            found -> {
              ConnectorRow row = found == null ? blank(id, kind, key) : found;
              row.name = wish.name();
              row.enabled = wish.enabled();
              row.settings = json(wish.settings());
              row.secrets = merge(row, wish, now);
              row.version++;
              row.updatedAt = now;
              Uni<Void> kept = found == null ? session.persist(row) : Uni.createFrom().voidItem();
              return kept.replaceWith(() -> configured(row));
            });
  }

  private static ConnectorRow blank(String id, String kind, String key) {
    ConnectorRow row = new ConnectorRow();
    row.id = id;
    row.kind = kind;
    row.key = key;
    row.secrets = "{}";
    return row;
  }

  /** Removes one that is locked. */
  public Uni<Void> remove(Mutiny.Session session, String kind, String key) {
    return session.find(ConnectorRow.class, kind + "/" + key).chain(session::remove);
  }

  private String merge(ConnectorRow row, ConfigureConnector.Wish wish, Instant now) {
    Duration overlap =
        new SettingsDocument(wish.settings()).read(defaults, phones::knows).secretOverlap();
    KeptSecrets kept = KeptSecrets.read(row.secrets);
    for (Map.Entry<String, @Nullable String> change : wish.secrets().entrySet()) {
      String name = change.getKey();
      String value = change.getValue();
      if (value == null) {
        kept = kept.remove(name);
      } else if (!stands(kept, row.id + "/" + name, name, value, now)) {
        kept = kept.put(name, secrets.seal(row.id + "/" + name, value), now, overlap);
      }
    }
    return kept.write();
  }

  /** Whether it is the one that stands already, so that putting it again changes nothing. */
  private boolean stands(KeptSecrets kept, String place, String name, String value, Instant now) {
    List<KeptSecrets.Kept> valid = kept.valid(name, now);
    return !valid.isEmpty() && secrets.open(place, valid.getFirst().sealed()).equals(value);
  }

  private static Configured configured(ConnectorRow row) {
    return new Configured(
        row.kind,
        row.key,
        row.name,
        row.enabled,
        states(KeptSecrets.read(row.secrets), Instant.now()),
        object(row.settings),
        row.version,
        row.updatedAt);
  }

  private static SortedMap<String, SecretState> states(KeptSecrets kept, Instant now) {
    SortedMap<String, SecretState> states = new TreeMap<>();
    for (String name : kept.byName().keySet()) {
      List<KeptSecrets.Kept> valid = kept.valid(name, now);
      if (!valid.isEmpty()) {
        Instant until = valid.size() > 1 ? valid.get(1).until() : null;
        states.put(name, new SecretState(valid.getFirst().since(), until));
      }
    }
    return states;
  }

  /** To be called after a change is committed. */
  public void forget(String kind, String key) {
    cache.remove(kind + "/" + key);
  }

  private static Map<String, Object> object(String json) {
    try {
      return EventJson.mapper().readValue(json, new TypeReference<>() {});
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("stored settings", e);
    }
  }

  private static String json(Object value) {
    try {
      return EventJson.mapper().writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("cannot be written", e);
    }
  }
}
