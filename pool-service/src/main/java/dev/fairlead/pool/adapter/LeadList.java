package dev.fairlead.pool.adapter;

import com.fasterxml.jackson.annotation.JsonIgnore;
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
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Lists of pooled leads, masked: nobody sees a contact before the lead is his. */
@ApplicationScoped
public class LeadList {

  private static final String COLUMNS =
      """
      select p.lead_id, p.epoch, p.pool_id, p.cause, p.asked_pool, p.pooled_at, p.available_at,
             p.claim_id::text as claim_id, p.waits_for, p.correlation_id, p.causation_id,
             p.traceparent, p.rounds, p.archive_at, p.archived, f.facts::text as facts,
             f.contact::text as contact,
             (select count(*)::int from lead_return r where r.lead_id = p.lead_id) as recycled,
             (select d.draw_at from draw d
              where d.lead_id = p.lead_id and d.epoch = p.epoch and d.drawn_at is null) as draw_at
      from pooled_lead p left join lead_facts f on f.lead_id = p.lead_id
      where p.pool_id = $1 and p.claim_id is null and not p.archived
      """;

  private static final String FILTERS =
      """
        and ($2::text is null or p.cause = $2)
        and ($3::text is null or f.facts ->> 'source' = $3)
        and ($4::text is null or f.facts -> 'regionPath' ? $4)
        and ($5::text is null or f.facts ->> 'industry' = $5)
        and ($6::text is null or f.facts ->> 'segment' = $6)
        and ($7::text is null or f.facts ->> 'productLine' = $7)
        and ($8::numeric is null or (f.facts ->> 'value')::numeric >= $8)
        and ($9::timestamptz is null or p.pooled_at >= $9)
        and ($10::timestamptz is null or p.pooled_at < $10)
        and ($11::int is null
             or (select count(*) from lead_return r where r.lead_id = p.lead_id) = $11)
        and ($12::text is null
             or strpos(lower(concat_ws(E'\\n', %s)), lower($12)) > 0)
        and %s
      order by %s
      limit $16
      """;

  private static final Map<LeadQuery.Sort, String> AFTER =
      Map.of(
          LeadQuery.Sort.OLDEST,
          "($13::timestamptz is null or (p.pooled_at, p.lead_id) > ($13, $15::text))"
              + " and $14::numeric is null",
          LeadQuery.Sort.NEWEST,
          "($13::timestamptz is null or (p.pooled_at, p.lead_id) < ($13, $15::text))"
              + " and $14::numeric is null",
          LeadQuery.Sort.VALUE,
          "($14::numeric is null or (-coalesce((f.facts ->> 'value')::numeric, -1), p.lead_id)"
              + " > (-$14, $15::text)) and $13::timestamptz is null");

  private static final List<String> SEARCHED = List.of("company", "jobTitle", "city");

  private final Tenures tenures;
  private final Roster roster;

  LeadList(Tenures tenures, Roster roster) {
    this.tenures = tenures;
    this.roster = roster;
  }

  /**
   * Leads of a pool in the query's order; one more than its limit, if there is one. Ends the
   * request with 422 when it asks by what the pool masks.
   */
  public Uni<List<Listed>> of(Mutiny.Session session, Pool pool, LeadQuery query) {
    query.require(pool.masked());
    String region = query.region();
    return region == null
        ? list(session, pool, query)
        : roster.regionName(session, region).chain(name -> list(session, pool, query.within(name)));
  }

  private Uni<List<Listed>> list(Mutiny.Session session, Pool pool, LeadQuery query) {
    LeadQuery.Place after = query.after();
    return Sql.on(session)
        .list(
            COLUMNS
                + FILTERS.formatted(
                    searched(pool.masked()), AFTER.get(query.sort()), query.sort().columns()),
            Entry::read,
            pool.id(),
            query.cause(),
            query.source(),
            query.region(),
            query.industry(),
            query.segment(),
            query.productLine(),
            query.minValue(),
            Sql.time(query.pooledFrom()),
            Sql.time(query.pooledTo()),
            query.recycledTimes(),
            query.text(),
            Sql.time(after == null ? null : after.pooledAt()),
            after == null ? null : after.value(),
            after == null ? null : after.leadId(),
            query.limit() + 1)
        .chain(entries -> listed(session, entries, pool.masked()));
  }

  /** One lead a pool offers; none when it does not, or not any more. */
  public Uni<List<Listed>> one(Mutiny.Session session, Pool pool, String leadId) {
    return Sql.on(session)
        .list(COLUMNS + " and p.lead_id = $2", Entry::read, pool.id(), leadId)
        .chain(entries -> listed(session, entries, pool.masked()));
  }

  /** What is masked is not looked into either: a hit would tell it. */
  private static String searched(Set<String> masked) {
    return SEARCHED.stream()
        .filter(field -> !masked.contains(field))
        .map(field -> "f.facts ->> '" + field + "'")
        .reduce((a, b) -> a + ", " + b)
        .orElse("''");
  }

  private Uni<List<Listed>> listed(
      Mutiny.Session session, List<Entry> entries, Set<String> masked) {
    return tenures
        .over(session, entries.stream().map(e -> e.lead().leadId()).toList())
        .map(
            owners ->
                entries.stream()
                    .map(e -> listed(e, owners.getOrDefault(e.lead().leadId(), List.of()), masked))
                    .toList());
  }

  private static Listed listed(Entry entry, List<Tenure> owners, Set<String> masked) {
    PooledLead lead = entry.lead();
    LeadFacts facts = entry.facts() == null ? NOTHING : entry.facts();
    Shown shown = new Shown(masked);
    return new Listed(
        lead.leadId(),
        lead.epoch(),
        lead.cause(),
        lead.pooledAt(),
        lead.availableAt(),
        entry.drawAt(),
        entry.recycled(),
        owners.stream().map(t -> new Owner(t.owner(), t.begunAt(), t.until())).toList(),
        entry.facts() == null ? null : shown.text("source", facts.source()),
        shown.shows("region") ? facts.regionPath() : List.of(),
        shown.text("city", facts.city()),
        shown.text("country", facts.country()),
        shown.text("industry", facts.industry()),
        shown.text("segment", facts.segment()),
        shown.text("productLine", facts.productLine()),
        shown.shows("value") ? facts.value() : null,
        shown.text("company", facts.company()),
        shown.text("jobTitle", facts.jobTitle()),
        shown.contact(entry.contact()),
        facts.value());
  }

  private static final LeadFacts NOTHING =
      new LeadFacts("", "", List.of(), null, null, null, null, null, null, null);

  /** What a pool shows of a lead. */
  private record Shown(Set<String> masked) {

    boolean shows(String field) {
      return !masked.contains(field);
    }

    @Nullable String text(String field, @Nullable String text) {
      return shows(field) ? text : Mask.all(text);
    }

    private @Nullable String part(String field, @Nullable String half) {
      return shows(field) ? half : Mask.all(half);
    }

    Contact contact(Contact contact) {
      return new Contact(
          part("name", Mask.name(contact.fullName())),
          part("name", Mask.name(contact.firstName())),
          part("name", Mask.name(contact.lastName())),
          part("email", Mask.email(contact.email())),
          part("phone", Mask.phone(contact.phone())),
          part("phone", Mask.phone(contact.phoneE164())),
          Mask.all(contact.wechat()),
          Mask.all(contact.street()),
          Mask.all(contact.postalCode()));
    }
  }

  /** An earlier owner of a lead. */
  public record Owner(String repId, Instant from, @Nullable Instant until) {}

  /**
   * A pooled lead as it may be seen before it is claimed.
   *
   * @param drawAt when its fair window closes, while one is open
   * @param recycledTimes how often an owner gave it back or lost it
   */
  public record Listed(
      String leadId,
      long epoch,
      String cause,
      Instant since,
      Instant availableAt,
      @Nullable Instant drawAt,
      int recycledTimes,
      List<Owner> earlierOwners,
      @Nullable String source,
      List<String> region,
      @Nullable String city,
      @Nullable String country,
      @Nullable String industry,
      @Nullable String segment,
      @Nullable String productLine,
      @Nullable BigDecimal value,
      @Nullable String company,
      @Nullable String jobTitle,
      Contact contact,
      @JsonIgnore @Nullable BigDecimal sortValue) {}

  private record Entry(
      PooledLead lead,
      @Nullable LeadFacts facts,
      Contact contact,
      int recycled,
      @Nullable Instant drawAt) {
    static Entry read(Row row) {
      String facts = row.getString("facts");
      String contact = row.getString("contact");
      return new Entry(
          PooledLeads.read(row),
          facts == null ? null : Json.read(facts, LeadFacts.class),
          contact == null ? Contact.UNKNOWN : Json.read(contact, Contact.class),
          row.getInteger("recycled"),
          Sql.instant(row, "draw_at"));
    }
  }
}
