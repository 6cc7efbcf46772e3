package dev.fairlead.intake.adapter;

import dev.fairlead.intake.domain.Announced;
import dev.fairlead.kit.sql.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** Leads that their senders took back. What comes of them later is dropped. */
@ApplicationScoped
public class Withdrawals {

  private static final String ADD =
      """
      insert into withdrawn (external_key, connector, external_id, at)
      select w.*, $4 from unnest($1::uuid[], $2::text[], $3::text[]) as w
      on conflict do nothing
      """;

  private final Fetches fetches;

  Withdrawals(Fetches fetches) {
    this.fetches = fetches;
  }

  /** Remembers them, and lets go of those that wait to be fetched. */
  public Uni<Void> add(Mutiny.Session session, Map<Announced, String> connectors, Instant now) {
    List<Announced> leads = List.copyOf(connectors.keySet());
    return Sql.on(session)
        .update(
            ADD,
            leads.stream().map(lead -> Hash.uuid(lead.externalKey())).toArray(UUID[]::new),
            Sql.texts(leads, lead -> connectors.getOrDefault(lead, "")),
            Sql.texts(leads, Announced::externalId),
            Sql.time(now))
        .chain(
            () -> fetches.withdraw(session, leads.stream().map(Announced::externalKey).toList()));
  }

  /** Which of these were taken back; to be asked while their keys are locked. */
  public Uni<Set<String>> among(Mutiny.Session session, Collection<String> externalKeys) {
    Map<UUID, String> asked = new HashMap<>();
    externalKeys.forEach(key -> asked.put(Hash.uuid(key), key));
    return Sql.on(session)
        .list(
            "select external_key from withdrawn where external_key = any($1::uuid[])",
            row -> asked.getOrDefault(row.getUUID(0), ""),
            (Object) asked.keySet().toArray(UUID[]::new))
        .map(HashSet::new);
  }
}
