package dev.fairlead.ownership.contact.adapter;

import dev.fairlead.events.OwnershipEvent;
import dev.fairlead.kit.sql.Sql;
import dev.fairlead.ownership.contact.domain.Identity;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Which leads share an identity, by its hash. */
@ApplicationScoped
public class IdentityHashes {

  private static final String ADD =
      """
      insert into identity_hash (hash, kind, lead_id)
      select distinct hash, kind, lead from unnest($1::text[], $2::text[], $3::text[]) as i(hash, kind, lead)
      order by 1, 2, 3
      on conflict do nothing
      """;

  /** The strongest claim on an identity first; what is closed or archived is none. */
  private static final String HOLDER =
      """
      select c.state, r.name
      from identity_hash h
      join custody c on c.lead_id = h.lead_id
      left join rep r on r.id = c.owner
      where h.kind = $1 and h.hash = any($2::text[]) and c.state <> 'closed'
        and not exists (select from archived_lead a
                        where a.lead_id = c.lead_id and a.epoch = c.epoch and c.state = 'pooled')
      order by case c.state when 'owned' then 0 when 'assigning' then 1 else 2 end, c.lead_id
      limit 1
      """;

  private static final String MERGE =
      """
      insert into identity_hash (hash, kind, lead_id)
      select distinct h.hash, h.kind, m.into_lead
      from unnest($1::text[], $2::text[]) as m(lead, into_lead)
      join identity_hash h on h.lead_id = m.lead
      order by 1, 2, 3
      on conflict do nothing
      """;

  private static final String FORGET =
      """
      with gone as (delete from identity_hash where lead_id = any($1::text[]) returning hash)
      update contact_check c set hash = '' from gone where c.hash = gone.hash
      """;

  /** An identity of a lead. */
  public record Row(String hash, Identity.Kind kind, String leadId) {}

  /**
   * Who holds what is known by an identity.
   *
   * @param state {@code assigning}, {@code owned} or {@code pooled}
   */
  public record Holder(String state, @Nullable String ownerName) {}

  /** Adds identities of leads. */
  public Uni<Void> add(Mutiny.Session session, List<Row> rows) {
    return rows.isEmpty()
        ? Uni.createFrom().voidItem()
        : Sql.on(session)
            .update(
                ADD,
                Sql.texts(rows, Row::hash),
                Sql.texts(rows, row -> row.kind().text()),
                Sql.texts(rows, Row::leadId))
            .replaceWithVoid();
  }

  /** Who has the strongest claim; null when the identity is free. */
  public Uni<@Nullable Holder> holder(
      Mutiny.Session session, Identity.Kind kind, List<String> hashes) {
    return Sql.on(session)
        .first(
            HOLDER,
            row -> new Holder(row.getString(0), row.getString(1)),
            kind.text(),
            hashes.toArray(String[]::new));
  }

  /** Notes that pooled leads left circulation. */
  public Uni<Void> archive(Mutiny.Session session, List<String> leadIds) {
    return of(
        session,
        leadIds,
        "insert into archived_lead (lead_id, epoch) select lead_id, epoch from custody"
            + " where lead_id = any($1::text[]) and state = 'pooled' order by lead_id"
            + " on conflict (lead_id) do update set epoch = excluded.epoch");
  }

  /** Notes that archived leads are in circulation again. */
  public Uni<Void> restore(Mutiny.Session session, List<String> leadIds) {
    return of(session, leadIds, "delete from archived_lead where lead_id = any($1::text[])");
  }

  /** Takes the identities of leads away, and whatever was asked about them. */
  public Uni<Void> forget(Mutiny.Session session, List<String> leadIds) {
    return of(session, leadIds, FORGET);
  }

  /** Gives the identities of merged leads to those that go on. */
  public Uni<Void> merge(Mutiny.Session session, List<OwnershipEvent.Closed> merged) {
    return merged.isEmpty()
        ? Uni.createFrom().voidItem()
        : Sql.on(session)
            .update(
                MERGE,
                Sql.texts(merged, OwnershipEvent.Closed::leadId),
                Sql.texts(merged, OwnershipEvent.Closed::mergedInto))
            .replaceWithVoid();
  }

  private static Uni<Void> of(Mutiny.Session session, List<String> leadIds, String sql) {
    return leadIds.isEmpty()
        ? Uni.createFrom().voidItem()
        : Sql.on(session).update(sql, (Object) leadIds.toArray(String[]::new)).replaceWithVoid();
  }
}
