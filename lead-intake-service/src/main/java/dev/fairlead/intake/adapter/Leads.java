package dev.fairlead.intake.adapter;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import dev.fairlead.events.Contact;
import dev.fairlead.events.EventJson;
import dev.fairlead.events.LeadEvent;
import dev.fairlead.intake.LeadFacts;
import dev.fairlead.intake.domain.Custody;
import dev.fairlead.kit.sql.Sql;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Leads, with what the ledger tells of them. */
@ApplicationScoped
public class Leads {

  private static final String INSERT =
      """
      insert into lead (id, created_at, connector, source, facts, person, previous_lead_id)
      select * from unnest($1::uuid[], $2::timestamptz[], $3::text[], $4::text[], $5::text[],
        $6::text[], $7::uuid[])
      """;

  private static final String SAVE =
      """
      update lead set open = c.open, epoch = c.epoch, owner = c.owner, team = c.team,
        helpers = c.helpers, merged_into = c.merged_into
      from unnest($1::uuid[], $2::boolean[], $3::bigint[], $4::text[], $5::text[], $6::text[],
        $7::uuid[]) as c(id, open, epoch, owner, team, helpers, merged_into)
      where lead.id = c.id
      """;

  private static final String COLUMNS =
      "select id, created_at, facts, person, open, epoch, owner, team, helpers, merged_into,"
          + " erased_at from lead";

  /** What only those who work on a lead may see. */
  public record Person(Contact contact, @Nullable String message, List<LeadEvent.Answer> answers) {}

  /** A lead as it is kept. */
  public record Lead(
      UUID id,
      @Nullable Instant createdAt,
      LeadEvent.Received facts,
      @Nullable Person person,
      Custody custody,
      @Nullable Instant erasedAt) {}

  /** Keeps new leads. */
  public Uni<Void> insert(Mutiny.Session session, List<LeadFacts.Created> leads) {
    if (leads.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    return Sql.on(session)
        .update(
            INSERT,
            leads.stream().map(LeadFacts.Created::leadId).toArray(UUID[]::new),
            Sql.times(leads, LeadFacts.Created::at),
            Sql.texts(leads, lead -> lead.event().connector()),
            Sql.texts(leads, lead -> lead.event().source()),
            Sql.texts(leads, lead -> EventJson.write(impersonal(lead.event()))),
            Sql.texts(leads, lead -> write(person(lead.event()))),
            leads.stream().map(LeadFacts.Created::previous).toArray(UUID[]::new))
        .replaceWithVoid();
  }

  private static Person person(LeadEvent.Received event) {
    return new Person(event.contact(), event.message(), event.answers());
  }

  /** The same without anything that tells of a person. */
  private static LeadEvent.Received impersonal(LeadEvent.Received e) {
    return new LeadEvent.Received(
        e.leadId(),
        e.source(),
        e.connector(),
        e.externalId(),
        Contact.UNKNOWN,
        e.company(),
        e.jobTitle(),
        e.region(),
        e.regionText(),
        e.regionFrom(),
        e.city(),
        e.country(),
        e.industry(),
        e.segment(),
        e.productLine(),
        e.value(),
        null,
        e.attribution(),
        e.consent(),
        List.of(),
        e.submittedAt(),
        e.previousLeadId(),
        e.incomplete(),
        e.test(),
        e.enrichment());
  }

  /** A lead; null without it. */
  public Uni<@Nullable Lead> find(Mutiny.Session session, UUID id) {
    return Sql.on(session).first(COLUMNS + " where id = $1", Leads::lead, id);
  }

  /** A lead, kept from others until the end of the transaction; null without it. */
  public Uni<@Nullable Lead> lock(Mutiny.Session session, UUID id) {
    return Sql.on(session).first(COLUMNS + " where id = $1 for update", Leads::lead, id);
  }

  /** What is asked of a search; null for anything. */
  public record Search(
      @Nullable String phone,
      @Nullable String email,
      @Nullable String source,
      @Nullable Instant from,
      @Nullable Instant to,
      @Nullable UUID before,
      int limit) {}

  /**
   * The newest first, earlier cycles and survivors of merges included.
   *
   * @param rep only leads of this rep or of these teams; null for all
   */
  public Uni<List<Lead>> search(
      Mutiny.Session session, Search search, @Nullable String rep, Collection<String> teams) {
    return Sql.on(session)
        .list(
            """
            with recursive person(id) as (
              select lead_id from lead_identity
              where kind = 'phone' and value = $1 or kind = 'email' and value = $2
              union
              select other from lead l join person p on p.id = l.id,
                unnest(array[l.previous_lead_id, l.merged_into]) other
              where other is not null)
            """
                + COLUMNS
                + """
                 where ($1::text is null and $2::text is null or id in (select id from person))
                  and ($3::text is null or source = $3)
                  and ($4::timestamptz is null or created_at >= $4)
                  and ($5::timestamptz is null or created_at < $5)
                  and ($6::uuid is null or id < $6)
                  and ($7::text is null or owner = $7 or team = any($8::text[])
                       or jsonb_exists(helpers::jsonb, $7))
                order by id desc limit $9
                """,
            Leads::lead,
            search.phone,
            search.email,
            search.source,
            Sql.time(search.from),
            Sql.time(search.to),
            search.before,
            rep,
            teams.toArray(String[]::new),
            search.limit);
  }

  /** The custody of leads, kept from others until the end of the transaction. */
  public Uni<List<Custody>> lockCustody(Mutiny.Session session, Collection<UUID> ids) {
    return Sql.on(session)
        .list(
            "select id, open, epoch, owner, team, helpers, merged_into from lead"
                + " where id = any($1::uuid[]) order by id for update",
            Leads::custody,
            (Object) ids.toArray(UUID[]::new));
  }

  /** Keeps what changed. */
  public Uni<Void> saveCustody(Mutiny.Session session, Collection<Custody> changed) {
    if (changed.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    return Sql.on(session)
        .update(
            SAVE,
            changed.stream().map(Custody::leadId).toArray(UUID[]::new),
            changed.stream().map(Custody::open).toArray(Boolean[]::new),
            Sql.longs(changed, Custody::epoch),
            Sql.texts(changed, Custody::owner),
            Sql.texts(changed, Custody::team),
            Sql.texts(changed, custody -> write(custody.helpers())),
            changed.stream().map(Custody::mergedInto).toArray(UUID[]::new))
        .replaceWithVoid();
  }

  /** Removes what is personal, the log's copies included; the facts stay. */
  public Uni<Void> erase(Mutiny.Session session, UUID id, Instant now) {
    Sql sql = Sql.on(session);
    return sql.update(
            "update lead set person = '{}', erased_at = $2 where id = $1", id, Sql.time(now))
        .chain(() -> sql.update("delete from lead_identity where lead_id = $1", id))
        .chain(() -> sql.update("delete from dedupe_key where content and lead_id = $1", id))
        .chain(
            () ->
                sql.update(
                    """
                    update event_log
                    set payload = (payload::jsonb - 'message' - 'answers' || '{"contact": {}}')::text
                    where key = $1 and type = 'dev.fairlead.lead.received.v1'
                    """,
                    id.toString()))
        .replaceWithVoid();
  }

  private static Lead lead(Row row) {
    try {
      Instant erasedAt = Sql.instant(row, "erased_at");
      return new Lead(
          row.getUUID("id"),
          Sql.instant(row, "created_at"),
          EventJson.mapper().readValue(row.getString("facts"), LeadEvent.Received.class),
          erasedAt == null
              ? EventJson.mapper().readValue(row.getString("person"), Person.class)
              : null,
          custody(row),
          erasedAt);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a stored lead", e);
    }
  }

  private static Custody custody(Row row) {
    try {
      Map<String, Instant> helpers =
          EventJson.mapper().readValue(row.getString("helpers"), new TypeReference<>() {});
      return new Custody(
          row.getUUID("id"),
          row.getBoolean("open"),
          row.getLong("epoch"),
          row.getString("owner"),
          row.getString("team"),
          helpers,
          row.getUUID("merged_into"));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("stored helpers", e);
    }
  }

  private static String write(Object value) {
    try {
      return EventJson.mapper().writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("cannot be written", e);
    }
  }
}
