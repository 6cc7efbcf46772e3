package dev.fairlead.intake.adapter;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.fairlead.events.Contact;
import dev.fairlead.events.EventJson;
import dev.fairlead.events.LeadEvent;
import dev.fairlead.kit.Ids;
import dev.fairlead.kit.sql.Sql;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Reads every lead, page by page behind the last id, as fast as the reader of the answer takes it.
 * Nothing is locked and no more than a page is in memory.
 */
@ApplicationScoped
public class LeadExport {

  private static final int PAGE = 500;
  private static final UUID BEGINNING = new UUID(0, 0);

  private static final String READ =
      """
      select id, created_at, facts, case when $2 and erased_at is null then person end as person,
             open, erased_at is not null as erased
      from lead where id > $1 order by id limit $3
      """;

  private final Pool pool;

  LeadExport(Pool pool) {
    this.pool = pool;
  }

  /** A lead in one line; who it is stands there only when it was asked for and is still kept. */
  public record Line(
      UUID leadId,
      Instant createdAt,
      String source,
      String connector,
      @Nullable String externalId,
      @Nullable String company,
      @Nullable String jobTitle,
      String region,
      @Nullable String city,
      @Nullable String country,
      @Nullable String industry,
      @Nullable String segment,
      @Nullable String productLine,
      @Nullable BigDecimal value,
      @Nullable String campaign,
      @Nullable String previousLeadId,
      boolean open,
      boolean erased,
      @Nullable Contact contact) {

    /** Names of the columns. */
    static final List<String> COLUMNS =
        List.of(
            "leadId",
            "createdAt",
            "source",
            "connector",
            "externalId",
            "company",
            "jobTitle",
            "region",
            "city",
            "country",
            "industry",
            "segment",
            "productLine",
            "value",
            "campaign",
            "previousLeadId",
            "open",
            "erased",
            "fullName",
            "email",
            "phone");

    List<@Nullable Object> cells() {
      Contact who = contact == null ? Contact.UNKNOWN : contact;
      return Arrays.asList(
          leadId,
          createdAt,
          source,
          connector,
          externalId,
          company,
          jobTitle,
          region,
          city,
          country,
          industry,
          segment,
          productLine,
          value,
          campaign,
          previousLeadId,
          open,
          erased,
          who.fullName(),
          who.email(),
          who.phoneE164());
    }
  }

  /**
   * All of them, the oldest first.
   *
   * @param since leaves out those that came before; null for all
   */
  Multi<Line> lines(@Nullable Instant since, boolean withContact) {
    AtomicReference<UUID> behind =
        new AtomicReference<>(since == null ? BEGINNING : Ids.first(since));
    return Multi.createBy()
        .repeating()
        .uni(
            () ->
                page(Objects.requireNonNull(behind.get()), withContact)
                    .invoke(page -> advance(behind, page)))
        .whilst(page -> page.size() == PAGE)
        .onItem()
        .transformToIterable(page -> page);
  }

  private static void advance(AtomicReference<UUID> behind, List<Line> page) {
    if (!page.isEmpty()) {
      behind.set(page.getLast().leadId());
    }
  }

  private Uni<List<Line>> page(UUID behind, boolean withContact) {
    return pool.preparedQuery(READ)
        .execute(Tuple.of(behind, withContact, PAGE))
        .map(LeadExport::lines);
  }

  private static List<Line> lines(RowSet<io.vertx.mutiny.sqlclient.Row> rows) {
    List<Line> lines = new ArrayList<>(rows.size());
    rows.forEach(row -> lines.add(line(row.getDelegate())));
    return lines;
  }

  private static Line line(Row row) {
    LeadEvent.Received facts = read(row.getString("facts"), LeadEvent.Received.class);
    String person = row.getString("person");
    return new Line(
        row.getUUID("id"),
        Objects.requireNonNull(Sql.instant(row, "created_at")),
        facts.source(),
        facts.connector(),
        facts.externalId(),
        facts.company(),
        facts.jobTitle(),
        String.join("/", facts.region()),
        facts.city(),
        facts.country(),
        facts.industry(),
        facts.segment(),
        facts.productLine(),
        facts.value(),
        facts.attribution().campaign(),
        facts.previousLeadId(),
        row.getBoolean("open"),
        row.getBoolean("erased"),
        person == null ? null : read(person, Leads.Person.class).contact());
  }

  private static <T> T read(String json, Class<T> as) {
    try {
      return EventJson.mapper().readValue(json, as);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a stored lead", e);
    }
  }
}
