package dev.fairlead.pool.adapter;

import dev.fairlead.events.LeadEvent;
import dev.fairlead.kit.sql.Sql;
import dev.fairlead.pool.domain.LeadFacts;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;

/** What leads are, for conditions and lists. */
@ApplicationScoped
public class Leads {

  private static final String SAVE =
      """
      insert into lead_facts (lead_id, facts, contact, received_at)
      select id, facts::jsonb, contact::jsonb, at
      from unnest($1::text[], $2::text[], $3::text[], $4::timestamptz[]) as f(id, facts, contact, at)
      order by id
      on conflict (lead_id) do update
        set facts = excluded.facts, received_at = excluded.received_at,
            contact = case when lead_facts.erased then null else excluded.contact end
      """;

  private static final String ERASE =
      """
      insert into lead_facts (lead_id, erased)
      select distinct id, true from unnest($1::text[]) as id order by id
      on conflict (lead_id) do update set contact = null, erased = true
      """;

  /** Keeps what was received. */
  public Uni<Void> save(Mutiny.Session session, Collection<LeadEvent.Received> leads) {
    Collection<LeadEvent.Received> once =
        leads.stream()
            .collect(Collectors.toMap(LeadEvent.Received::leadId, Function.identity(), (a, b) -> b))
            .values();
    return Sql.on(session)
        .update(
            SAVE,
            Sql.texts(once, LeadEvent.Received::leadId),
            Sql.texts(once, lead -> Json.write(facts(lead))),
            Sql.texts(once, lead -> Json.write(lead.contact())),
            Sql.times(once, LeadEvent.Received::submittedAt))
        .replaceWithVoid();
  }

  /** Removes personal data, and that of a later delivery too. */
  public Uni<Void> erase(Mutiny.Session session, Collection<String> ids) {
    return Sql.on(session).update(ERASE, (Object) ids.toArray(String[]::new)).replaceWithVoid();
  }

  /** Facts by lead; those that have not arrived are missing. */
  public Uni<Map<String, LeadFacts>> facts(Mutiny.Session session, Collection<String> ids) {
    if (ids.isEmpty()) {
      return Uni.createFrom().item(Map.of());
    }
    return Sql.on(session)
        .list(
            "select facts::text from lead_facts where lead_id = any($1) and facts is not null",
            row -> Json.read(row.getString(0), LeadFacts.class),
            (Object) ids.toArray(String[]::new))
        .map(Leads::byId);
  }

  /** Facts of the leads that came last; ids rise with time. */
  public Uni<List<LeadFacts>> newest(Mutiny.Session session, int most) {
    return Sql.on(session)
        .list(
            "select facts::text from lead_facts where facts is not null"
                + " order by lead_id desc limit $1",
            row -> Json.read(row.getString(0), LeadFacts.class),
            most);
  }

  private static Map<String, LeadFacts> byId(List<LeadFacts> list) {
    return list.stream().collect(Collectors.toMap(LeadFacts::leadId, Function.identity()));
  }

  private static LeadFacts facts(LeadEvent.Received lead) {
    return new LeadFacts(
        lead.leadId(),
        lead.source(),
        lead.region(),
        lead.city(),
        lead.country(),
        lead.industry(),
        lead.segment(),
        lead.productLine(),
        lead.value(),
        lead.company(),
        lead.jobTitle());
  }
}
