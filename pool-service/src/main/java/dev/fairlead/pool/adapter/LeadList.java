package dev.fairlead.pool.adapter;

import dev.fairlead.events.Contact;
import dev.fairlead.kit.sql.Sql;
import dev.fairlead.pool.domain.LeadFacts;
import dev.fairlead.pool.domain.Mask;
import dev.fairlead.pool.domain.Pool;
import dev.fairlead.pool.domain.PooledLead;
import dev.fairlead.pool.domain.Tenure;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Lists of pooled leads, masked: nobody sees a contact before the lead is his. */
@ApplicationScoped
public class LeadList {

  private static final String LIST =
      """
      select p.lead_id, p.epoch, p.pool_id, p.cause, p.asked_pool, p.pooled_at, p.available_at,
             p.claim_id::text as claim_id, p.waits_for, p.correlation_id, p.causation_id,
             p.traceparent, p.rounds, p.archive_at, p.archived, f.facts::text as facts, f.contact::text as contact
      from pooled_lead p left join lead_facts f on f.lead_id = p.lead_id
      where p.pool_id = $1 and p.claim_id is null and not p.archived
        and ($2::text is null or p.cause = $2)
        and ($3::text is null or f.facts ->> 'source' = $3)
        and ($4::text is null or f.facts -> 'regionPath' ? $4)
        and ($5::text is null or f.facts ->> 'industry' = $5)
        and ($6::text is null or f.facts ->> 'segment' = $6)
        and ($7::text is null or f.facts ->> 'productLine' = $7)
        and ($8::timestamptz is null or (p.pooled_at, p.lead_id) > ($8, $9::text))
      order by p.pooled_at, p.lead_id
      limit $10
      """;

  private final Tenures tenures;

  LeadList(Tenures tenures) {
    this.tenures = tenures;
  }

  /** Leads of a pool, longest pooled first; one more than the query's limit, if there is one. */
  public Uni<List<Listed>> of(Mutiny.Session session, Pool pool, Query query) {
    return Sql.on(session)
        .list(
            LIST,
            Entry::read,
            pool.id(),
            query.cause(),
            query.source(),
            query.region(),
            query.industry(),
            query.segment(),
            query.productLine(),
            pooledAt(query.after()),
            leadId(query.after()),
            query.limit() + 1)
        .chain(
            entries ->
                tenures
                    .over(session, entries.stream().map(e -> e.lead().leadId()).toList())
                    .map(owners -> listed(entries, owners, pool.masked())));
  }

  private static List<Listed> listed(
      List<Entry> entries, Map<String, List<Tenure>> owners, Set<String> masked) {
    return entries.stream()
        .map(e -> listed(e, owners.getOrDefault(e.lead().leadId(), List.of()), masked))
        .toList();
  }

  private static Listed listed(Entry entry, List<Tenure> owners, Set<String> masked) {
    PooledLead lead = entry.lead();
    LeadFacts facts = entry.facts();
    boolean city = !masked.contains("city");
    boolean company = !masked.contains("company");
    return new Listed(
        lead.leadId(),
        lead.epoch(),
        lead.cause(),
        lead.pooledAt(),
        lead.availableAt(),
        owners.stream().map(t -> new Owner(t.owner(), t.begunAt(), t.until())).toList(),
        facts == null ? null : facts.source(),
        facts == null ? List.of() : facts.regionPath(),
        facts == null || !city ? null : facts.city(),
        facts == null ? null : facts.country(),
        facts == null ? null : facts.industry(),
        facts == null ? null : facts.segment(),
        facts == null ? null : facts.productLine(),
        facts == null || masked.contains("value") ? null : facts.value(),
        facts == null ? null : company ? facts.company() : Mask.all(facts.company()),
        masked(entry.contact()));
  }

  private static Contact masked(Contact contact) {
    return new Contact(
        Mask.name(contact.fullName()),
        Mask.name(contact.firstName()),
        Mask.name(contact.lastName()),
        Mask.email(contact.email()),
        Mask.phone(contact.phone()),
        Mask.phone(contact.phoneE164()),
        Mask.all(contact.wechat()),
        Mask.all(contact.street()),
        Mask.all(contact.postalCode()));
  }

  private static @Nullable OffsetDateTime pooledAt(@Nullable String after) {
    try {
      return after == null ? null : OffsetDateTime.parse(after.substring(0, after.indexOf('|')));
    } catch (IndexOutOfBoundsException | java.time.DateTimeException e) {
      throw new dev.fairlead.kit.http.ProblemException(
          dev.fairlead.kit.http.Problem.of(400, "request.cursor", "the cursor is not one of ours"));
    }
  }

  private static @Nullable String leadId(@Nullable String after) {
    return after == null ? null : after.substring(after.indexOf('|') + 1);
  }

  /** What to list; absent filters let everything pass. */
  public record Query(
      @Nullable String cause,
      @Nullable String source,
      @Nullable String region,
      @Nullable String industry,
      @Nullable String segment,
      @Nullable String productLine,
      @Nullable String after,
      int limit) {}

  /** An earlier owner of a lead. */
  public record Owner(String repId, Instant from, @Nullable Instant until) {}

  /** A pooled lead as it may be seen before it is claimed. */
  public record Listed(
      String leadId,
      long epoch,
      String cause,
      Instant since,
      Instant availableAt,
      List<Owner> earlierOwners,
      @Nullable String source,
      List<String> region,
      @Nullable String city,
      @Nullable String country,
      @Nullable String industry,
      @Nullable String segment,
      @Nullable String productLine,
      java.math.@Nullable BigDecimal value,
      @Nullable String company,
      Contact contact) {

    /** Its place in the list. */
    public String place() {
      return since + "|" + leadId;
    }
  }

  private record Entry(PooledLead lead, @Nullable LeadFacts facts, Contact contact) {
    static Entry read(Row row) {
      String facts = row.getString("facts");
      String contact = row.getString("contact");
      return new Entry(
          PooledLeads.read(row),
          facts == null ? null : Json.read(facts, LeadFacts.class),
          contact == null ? Contact.UNKNOWN : Json.read(contact, Contact.class));
    }
  }
}
