package dev.fairlead.notification.adapter;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.fairlead.events.EventJson;
import dev.fairlead.kit.sql.Sql;
import dev.fairlead.notification.domain.Lead;
import dev.fairlead.notification.domain.Summary;
import dev.fairlead.notification.domain.Watch;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** What is remembered of leads. */
@ApplicationScoped
public class Leads {

  private static final String MAKE =
      """
      insert into lead (id) select id from unnest($1::text[]) as id order by id
      on conflict do nothing
      """;

  private static final String LOCK =
      """
      select id, epoch, owner, team, people, company, product_line, region, city, source, erased
      from lead where id = any($1) order by id for update
      """;

  private static final String SAVE =
      """
      update lead
      set epoch = l.epoch, owner = l.owner, team = l.team, follow_up_at = l.follow_up_at, people = l.people, company = l.company,
          product_line = l.product_line, region = l.region, city = l.city, source = l.source,
          erased = l.erased
      from unnest($1::text[], $2::bigint[], $3::text[], $4::text[], $5::text[], $6::text[],
                  $7::text[], $8::text[], $9::text[], $10::boolean[], $11::text[],
                  $12::timestamptz[])
        as l(id, epoch, owner, people, company, product_line, region, city, source, erased, team,
             follow_up_at)
      where lead.id = l.id
      """;

  private static final String OVERDUE =
      """
      select id from lead where follow_up_at <= $1 order by follow_up_at limit $2
      for update skip locked
      """;

  private static final String FORGET =
      "update notice set about = null where lead_id = any($1) and about is not null";

  /** Locks these leads until the end of the transaction, those not met before included. */
  public Uni<Map<String, Lead>> lock(Mutiny.Session session, Collection<String> ids) {
    if (ids.isEmpty()) {
      return Uni.createFrom().item(Map.of());
    }
    Object sorted = new TreeSet<>(ids).toArray(String[]::new);
    return Sql.on(session)
        .update(MAKE, sorted)
        .chain(() -> Sql.on(session).list(LOCK, Leads::lead, sorted))
        .map(list -> list.stream().collect(Collectors.toMap(Lead::id, Function.identity())));
  }

  /** Keeps leads that are locked; what an erased one was about goes from its notices, too. */
  public Uni<Void> save(Mutiny.Session session, Collection<Lead> leads) {
    if (leads.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    return Sql.on(session)
        .update(
            SAVE,
            Sql.texts(leads, Lead::id),
            Sql.longs(leads, Lead::epoch),
            Sql.texts(leads, Lead::owner),
            Sql.texts(leads, Leads::people),
            Sql.texts(leads, l -> l.summary().company()),
            Sql.texts(leads, l -> l.summary().productLine()),
            Sql.texts(leads, l -> l.summary().region()),
            Sql.texts(leads, l -> l.summary().city()),
            Sql.texts(leads, l -> l.summary().source()),
            leads.stream().map(Lead::erased).toArray(Boolean[]::new),
            Sql.texts(leads, Lead::team),
            Sql.times(leads, Leads::followUpAt))
        .chain(() -> forget(session, leads.stream().filter(Lead::erased).toList()));
  }

  private static Uni<Void> forget(Mutiny.Session session, List<Lead> erased) {
    return erased.isEmpty()
        ? Uni.createFrom().voidItem()
        : Sql.on(session).update(FORGET, (Object) Sql.texts(erased, Lead::id)).replaceWithVoid();
  }

  private static @Nullable Instant followUpAt(Lead lead) {
    return lead.watch() == null ? null : lead.watch().nextAt();
  }

  /** Locks leads whose owners should have followed up by now, those that nobody else has locked. */
  public Uni<List<String>> lockOverdue(Mutiny.Session session, Instant now, int most) {
    return Sql.on(session).list(OVERDUE, row -> row.getString(0), Sql.time(now), most);
  }

  private static Lead lead(Row row) {
    Document people = read(row.getString("people"));
    return new Lead(
        row.getString("id"),
        row.getLong("epoch"),
        row.getString("owner"),
        row.getString("team"),
        people.helpers(),
        people.disputants(),
        people.untold(),
        new Summary(
            row.getString("company"),
            row.getString("product_line"),
            row.getString("region"),
            row.getString("city"),
            row.getString("source")),
        row.getBoolean("erased"),
        people.watch());
  }

  private static Document read(String json) {
    try {
      return EventJson.mapper().readValue(json, Document.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("lead.people is not ours", e);
    }
  }

  private static String people(Lead lead) {
    try {
      return EventJson.mapper()
          .writeValueAsString(
              new Document(lead.helpers(), lead.disputants(), lead.untold(), lead.watch()));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("lead.people cannot be written", e);
    }
  }

  /** Who else has to do with a lead, as the table keeps it. */
  private record Document(
      List<Lead.Helper> helpers,
      Set<String> disputants,
      List<Lead.Touch> untold,
      @Nullable Watch watch) {

    private Document(
        @Nullable List<Lead.Helper> helpers,
        @Nullable Set<String> disputants,
        @Nullable List<Lead.Touch> untold,
        @Nullable Watch watch) {
      this.helpers = helpers == null ? List.of() : helpers;
      this.disputants = disputants == null ? Set.of() : disputants;
      this.untold = untold == null ? List.of() : untold;
      this.watch = watch;
    }
  }
}
