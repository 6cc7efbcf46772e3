package dev.fairlead.ownership.adapter;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.fairlead.events.EventJson;
import dev.fairlead.events.PoolEvent;
import dev.fairlead.kit.sql.Sql;
import dev.fairlead.ownership.domain.Holdings;
import dev.fairlead.ownership.domain.LedgerSettings;
import dev.fairlead.ownership.domain.Span;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.hibernate.reactive.mutiny.Mutiny;

/** What holds for the whole ledger: its own settings, and the caps that pool-service publishes. */
@ApplicationScoped
public class Settings {

  private static final String READ =
      """
      select s.version, s.doc, h.cap, h.count_won
      from (select 1) one
      left join ledger_setting s on true
      left join holding_cap h on true
      """;

  private final LedgerSettings defaults;

  Settings(
      @ConfigProperty(name = "fairlead.ownership.accept-tries") int acceptTries,
      @ConfigProperty(name = "fairlead.ownership.appointment-within") String appointmentWithin,
      @ConfigProperty(name = "fairlead.ownership.activity.kinds") Set<String> kinds,
      @ConfigProperty(name = "fairlead.ownership.activity.qualifying") Set<String> qualifying) {
    Map<String, LedgerSettings.ActivityKind> known =
        kinds.stream()
            .collect(
                Collectors.toMap(
                    k -> k,
                    k -> new LedgerSettings.ActivityKind(qualifying.contains(k), List.of())));
    this.defaults = new LedgerSettings(null, acceptTries, Span.parse(appointmentWithin), known);
  }

  /**
   * Settings as they stand.
   *
   * @param version of what was set here; 0 when nothing was
   */
  public record InForce(long version, LedgerSettings settings, Holdings.Caps caps) {
    /** The document that says all of it. */
    public SettingsDocument document() {
      return SettingsDocument.of(settings);
    }
  }

  /** What holds now. */
  public Uni<InForce> inForce(Mutiny.Session session) {
    return Sql.on(session).first(READ, this::inForce).map(found -> found == null ? none() : found);
  }

  /** Keeps others from changing the settings until the transaction ends. */
  public Uni<Void> lock(Mutiny.Session session) {
    return Sql.on(session)
        .run("lock table ledger_setting in share row exclusive mode")
        .replaceWithVoid();
  }

  /** Replaces what was set here. */
  public Uni<Void> put(Mutiny.Session session, SettingsDocument document) {
    return Sql.on(session)
        .update(
            "insert into ledger_setting (version, doc, updated_at) values (1, $1, now())"
                + " on conflict (only_row) do update set version = ledger_setting.version + 1,"
                + " doc = excluded.doc, updated_at = now()",
            write(document))
        .replaceWithVoid();
  }

  /** Takes over the caps as pool-service published them then; false when newer ones are known. */
  public Uni<Boolean> keep(Mutiny.Session session, PoolEvent.Settings caps, Instant saidAt) {
    return Sql.on(session)
        .update(
            "insert into holding_cap (cap, count_won, said_at) values ($1, $2, $3)"
                + " on conflict (only_row) do update set cap = excluded.cap,"
                + " count_won = excluded.count_won, said_at = excluded.said_at"
                + " where holding_cap.said_at <= excluded.said_at",
            caps.globalHoldingCap(),
            caps.countWon(),
            Sql.time(saidAt))
        .map(kept -> kept > 0);
  }

  private InForce inForce(Row row) {
    Long version = row.getLong("version");
    String doc = row.getString("doc");
    LedgerSettings settings = (doc == null ? SettingsDocument.EMPTY : read(doc)).over(defaults);
    return new InForce(
        version == null ? 0 : version,
        settings,
        new Holdings.Caps(
            row.getInteger("cap"),
            Boolean.TRUE.equals(row.getBoolean("count_won")),
            settings.lockCap()));
  }

  private InForce none() {
    return new InForce(0, defaults, Holdings.Caps.NONE);
  }

  private static SettingsDocument read(String doc) {
    try {
      return EventJson.mapper().readValue(doc, SettingsDocument.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("stored settings", e);
    }
  }

  private static String write(SettingsDocument document) {
    try {
      return EventJson.mapper().writeValueAsString(document);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("cannot be written", e);
    }
  }
}
