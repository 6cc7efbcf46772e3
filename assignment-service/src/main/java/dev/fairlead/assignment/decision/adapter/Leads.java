package dev.fairlead.assignment.decision.adapter;

import dev.fairlead.assignment.decision.domain.LeadFacts;
import dev.fairlead.events.LeadEvent;
import dev.fairlead.kit.sql.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.text.Normalizer;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** What is known of leads for deciding on them. */
@ApplicationScoped
public class Leads {

  private static final String ADD =
      """
      insert into lead (lead_id, facts, received_at, company, source, segment, value)
      select id, facts, $3, company, source, segment, value
      from unnest($1::text[], $2::text[], $4::text[], $5::text[], $6::text[], $7::numeric[])
        as l(id, facts, company, source, segment, value)
      on conflict do nothing
      """;

  /** Of a company with thousands of leads only the latest are looked at. */
  private static final String COMPANY_OWNERS =
      """
      select l.lead_id, k.owner
      from lead l
      cross join lateral (
        select coalesce(c.owner, c.last_owner) as owner
        from (
          select o.lead_id, o.received_at from lead o
          where o.company = l.company and o.lead_id <> l.lead_id
          order by o.received_at desc, o.lead_id limit 100
        ) o
        join custody c on c.lead_id = o.lead_id
        where c.state = 'owned'
        order by o.received_at desc, o.lead_id limit 1
      ) k
      where l.lead_id = any($1) and l.company is not null
      """;

  private static final String ERASE =
      """
      update lead l set facts = e.facts, company = null
      from unnest($1::text[], $2::text[]) as e(id, facts) where l.lead_id = e.id
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
            Sql.time(now),
            Sql.texts(received, lead -> company(lead.company())),
            Sql.texts(received, LeadEvent.Received::source),
            Sql.texts(received, LeadEvent.Received::segment),
            received.stream().map(LeadEvent.Received::value).toArray(BigDecimal[]::new))
        .replaceWithVoid();
  }

  /** A company by whatever way its name is spaced and capitalised. */
  private static @Nullable String company(@Nullable String name) {
    String folded =
        name == null
            ? ""
            : Normalizer.normalize(name, Normalizer.Form.NFKC)
                .replaceAll("[\\p{Punct}\\p{Space}]", "")
                .toLowerCase(Locale.ROOT);
    return folded.isEmpty() ? null : folded;
  }

  /** Who owns the latest of the same company's other leads that has an owner; by lead. */
  public Uni<Map<String, String>> companyOwners(Mutiny.Session session, Collection<String> ids) {
    return Sql.on(session)
        .run(COMPANY_OWNERS, (Object) ids.toArray(String[]::new))
        .map(
            rows -> {
              Map<String, String> owners = new HashMap<>();
              rows.forEach(row -> owners.put(row.getString(0), row.getString(1)));
              return owners;
            });
  }

  /** Removes whatever might tell who the person is; what rules are made of stays. */
  public Uni<Void> erase(Mutiny.Session session, Collection<String> ids) {
    if (ids.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    return find(session, ids)
        .chain(
            facts -> {
              List<String> known = List.copyOf(facts.keySet());
              return Sql.on(session)
                  .update(
                      ERASE,
                      Sql.texts(known, id -> id),
                      Sql.texts(
                          known,
                          id ->
                              FactsReader.write(
                                  Objects.requireNonNull(facts.get(id)).impersonal())));
            })
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
