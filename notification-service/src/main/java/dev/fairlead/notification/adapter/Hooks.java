package dev.fairlead.notification.adapter;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.fairlead.events.EventJson;
import dev.fairlead.kit.secret.KeptSecrets;
import dev.fairlead.kit.secret.Secrets;
import dev.fairlead.kit.sql.Sql;
import dev.fairlead.notification.domain.Audience;
import dev.fairlead.notification.domain.Language;
import dev.fairlead.notification.domain.Subscription;
import dev.fairlead.notification.hook.Hook;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** The configured channels; addresses and secrets are unreadable in the table. */
@ApplicationScoped
public class Hooks {

  private static final String SECRET = "secret";

  /** What {@link #hook(Row, Instant)} reads. */
  static final String COLUMNS =
      """
      select id, kind, url, secrets, events, enabled, audience, language, include_contact, version,
             updated_at, disabled_reason, paused_until, free_at
      from hook
      """;

  private static final String SAVE =
      """
      insert into hook (id, kind, url, secrets, events, enabled, audience, language,
                        include_contact, version, updated_at)
      values ($1, $2, $3, $4, $5, $6, $7, $8, $9, 1, $10)
      on conflict (id) do update
      set url = excluded.url, secrets = excluded.secrets, events = excluded.events,
          enabled = excluded.enabled, audience = excluded.audience, language = excluded.language,
          include_contact = excluded.include_contact, version = hook.version + 1,
          updated_at = excluded.updated_at, disabled_reason = null, failures = 0,
          paused_until = null
      """;

  private static final String ORPHAN =
      """
      update delivery
      set status = 'failed', last_error = 'channel-removed', body = null, sealed = false,
          changed_at = now()
      where status = 'pending' and\s""";

  private final Secrets secrets;
  private final Duration overlap;

  Hooks(
      Secrets secrets,
      @ConfigProperty(name = "fairlead.notification.secret-overlap") Duration overlap) {
    this.secrets = secrets;
    this.overlap = overlap;
  }

  /**
   * A configured channel as an admin sees it.
   *
   * @param kept its secrets, sealed
   */
  public record Configured(
      Subscription wants,
      String url,
      KeptSecrets kept,
      boolean enabled,
      int version,
      Instant updatedAt,
      @Nullable String disabledReason,
      @Nullable Instant pausedUntil) {

    /** When its secret was put; null without one. */
    public @Nullable Instant secretSince() {
      List<KeptSecrets.Kept> all = kept.byName().getOrDefault(SECRET, List.of());
      return all.isEmpty() ? null : all.getFirst().since();
    }

    /** How long the secret before it signs, too; null when it does not. */
    public @Nullable Instant earlierSecretUntil(Instant now) {
      List<KeptSecrets.Kept> valid = kept.valid(SECRET, now);
      return valid.size() > 1 ? valid.get(1).until() : null;
    }
  }

  /**
   * What a channel should be.
   *
   * @param secret a new one; null to keep those it has
   * @param withoutSecret whether those it has go
   */
  public record Wish(
      Subscription wants,
      String url,
      @Nullable String secret,
      boolean withoutSecret,
      boolean enabled) {}

  /** What the enabled ones want. */
  public Uni<List<Subscription>> subscriptions(Mutiny.Session session) {
    return Sql.on(session)
        .list(
            "select id, kind, events, audience, language, include_contact from hook where enabled"
                + " order by id",
            Hooks::subscription);
  }

  /** All of them. */
  public Uni<List<Configured>> all(Mutiny.Session session) {
    return Sql.on(session).list(COLUMNS + " order by id", this::configured);
  }

  /** One of them; null without it. */
  public Uni<@Nullable Configured> find(Mutiny.Session session, String id) {
    return Sql.on(session).first(COLUMNS + " where id = $1", this::configured, id);
  }

  /** One of them, locked whether it is there or not. */
  public Uni<@Nullable Configured> lock(Mutiny.Session session, String id) {
    return Sql.on(session)
        .run("select pg_advisory_xact_lock(hashtextextended($1, 10))", id)
        .chain(() -> find(session, id));
  }

  /** Creates or changes one that is locked. */
  public Uni<Void> save(
      Mutiny.Session session, Wish wish, @Nullable Configured before, Instant now) {
    Subscription wants = wish.wants();
    return Sql.on(session)
        .update(
            SAVE,
            wants.hook(),
            wants.kind(),
            secrets.seal(place(wants.hook(), "url"), wish.url()),
            kept(wish, before, now).write(),
            wants.events().toArray(String[]::new),
            wish.enabled(),
            json(wants.audience()),
            wants.language().code(),
            wants.includeContact(),
            Sql.time(now))
        .replaceWithVoid();
  }

  private KeptSecrets kept(Wish wish, @Nullable Configured before, Instant now) {
    KeptSecrets kept = before == null ? KeptSecrets.read("{}") : before.kept();
    if (wish.withoutSecret()) {
      return kept.remove(SECRET);
    }
    String secret = wish.secret();
    String id = wish.wants().hook();
    if (secret == null || open(id, kept, now).stream().limit(1).anyMatch(secret::equals)) {
      return kept;
    }
    return kept.put(SECRET, secrets.seal(place(id, SECRET), secret), now, overlap);
  }

  /** Removes one that is locked; what it still had to get fails. */
  public Uni<Void> remove(Mutiny.Session session, String id) {
    return Sql.on(session)
        .update(ORPHAN + "hook = $1", id)
        .chain(() -> Sql.on(session).update("delete from hook where id = $1", id))
        .replaceWithVoid();
  }

  /** What was planned for a channel while it was being removed fails, too. */
  public Uni<Void> orphans(Mutiny.Session session) {
    return Sql.on(session)
        .update(
            ORPHAN
                + "hook is not null and not exists (select 1 from hook h where h.id = delivery.hook)")
        .replaceWithVoid();
  }

  /** The channel in a row of {@link #COLUMNS}, as it is called. */
  Hook hook(Row row, Instant now) {
    String id = row.getString("id");
    return new Hook(
        id,
        row.getString("kind"),
        URI.create(secrets.open(place(id, "url"), row.getString("url"))),
        open(id, KeptSecrets.read(row.getString("secrets")), now),
        language(row));
  }

  private List<String> open(String id, KeptSecrets kept, Instant now) {
    return kept.valid(SECRET, now).stream()
        .map(one -> secrets.open(place(id, SECRET), one.sealed()))
        .toList();
  }

  private Configured configured(Row row) {
    String id = row.getString("id");
    return new Configured(
        subscription(row),
        secrets.open(place(id, "url"), row.getString("url")),
        KeptSecrets.read(row.getString("secrets")),
        row.getBoolean("enabled"),
        row.getInteger("version"),
        Objects.requireNonNull(Sql.instant(row, "updated_at")),
        row.getString("disabled_reason"),
        Sql.instant(row, "paused_until"));
  }

  private static Subscription subscription(Row row) {
    return new Subscription(
        row.getString("id"),
        row.getString("kind"),
        List.of(row.getArrayOfStrings("events")),
        audience(row.getString("audience")),
        language(row),
        row.getBoolean("include_contact"));
  }

  private static Language language(Row row) {
    return Language.of(row.getString("language")).orElse(Language.ZH);
  }

  private static Audience audience(String json) {
    try {
      return EventJson.mapper().readValue(json, Audience.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("hook.audience is not ours", e);
    }
  }

  private static String json(Audience audience) {
    try {
      return EventJson.mapper().writeValueAsString(audience);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an audience cannot be written", e);
    }
  }

  private static String place(String id, String what) {
    return "hook/" + id + "/" + what;
  }
}
