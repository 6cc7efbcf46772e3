package dev.fairlead.assignment.decision.adapter;

import dev.fairlead.assignment.decision.domain.LeadFacts;
import dev.fairlead.events.LeadEvent;
import dev.fairlead.kit.sql.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hibernate.reactive.mutiny.Mutiny;

/** What is known of leads for deciding on them. */
@ApplicationScoped
public class Leads {

  private static final String ADD =
      """
      insert into lead (lead_id, facts, received_at)
      select id, facts, $3 from unnest($1::text[], $2::text[]) as l(id, facts)
      on conflict do nothing
      """;

  /** Keeps the facts of leads that came in. */
  public Uni<Void> add(Mutiny.Session session, List<LeadEvent.Received> received, Instant now) {
    if (received.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    return Sql.on(session)
        .update(
            ADD,
            Sql.texts(received, LeadEvent.Received::leadId),
            Sql.texts(received, lead -> FactsReader.write(FactsReader.of(lead))),
            Sql.time(now))
        .replaceWithVoid();
  }

  /** The facts of those leads that are known. */
  public Uni<Map<String, LeadFacts>> find(Mutiny.Session session, Collection<String> ids) {
    return Sql.on(session)
        .run(
            "select lead_id, facts from lead where lead_id = any($1)",
            (Object) ids.toArray(String[]::new))
        .map(
            rows -> {
              Map<String, LeadFacts> facts = new HashMap<>();
              rows.forEach(row -> facts.put(row.getString(0), FactsReader.parse(row.getString(1))));
              return facts;
            });
  }
}
