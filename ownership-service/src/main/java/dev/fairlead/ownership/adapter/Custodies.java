package dev.fairlead.ownership.adapter;

import dev.fairlead.events.EventJson;
import dev.fairlead.kit.sql.Sql;
import dev.fairlead.ownership.domain.Custody;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Who holds each lead now. */
@ApplicationScoped
public class Custodies {

  private static final String MEET =
      """
      insert into custody (lead_id, state, epoch, doc)
      select id, $2, 0, $3 from unnest($1::text[]) as id order by id
      on conflict do nothing
      """;

  private static final String LOCK =
      "select lead_id, state, doc, entries, head from custody where lead_id = any($1::text[])"
          + " order by lead_id for update";

  private static final String SAVE =
      """
      update custody c
      set state = n.state, epoch = n.epoch, owner = n.owner, team = n.team, deadline = n.deadline,
          doc = n.doc, locked = n.locked, won = n.won,
          helpers = (select coalesce(array_agg(h), '{}') from jsonb_array_elements_text(n.helpers::jsonb) h),
          helper_until = n.helper_until, entries = n.entries, head = n.head, updated_at = now()
      from unnest($1::text[], $2::text[], $3::bigint[], $4::text[], $5::text[], $6::timestamptz[],
                  $7::text[], $8::boolean[], $9::boolean[], $10::text[], $11::timestamptz[],
                  $12::bigint[], $13::text[])
        as n(lead_id, state, epoch, owner, team, deadline, doc, locked, won, helpers, helper_until,
             entries, head)
      where c.lead_id = n.lead_id
      """;

  /** Locks these leads until the transaction ends; those not met before are met by it. */
  public Uni<Map<String, Standing>> lockOrMeet(Mutiny.Session session, Collection<String> leadIds) {
    String[] ids = new TreeSet<>(leadIds).toArray(String[]::new);
    Sql sql = Sql.on(session);
    return sql.update(MEET, ids, CustodyJson.state(Custody.UNMET), CustodyJson.write(Custody.UNMET))
        .chain(() -> lock(session, ids));
  }

  /** Locks these leads until the transaction ends; those not met before are absent. */
  public Uni<Map<String, Standing>> lockKnown(Mutiny.Session session, Collection<String> leadIds) {
    return lock(session, new TreeSet<>(leadIds).toArray(String[]::new));
  }

  /** Locks one lead; empty when the ledger has not met it. */
  public Uni<Optional<Standing>> lock(Mutiny.Session session, String leadId) {
    return lock(session, new String[] {leadId})
        .map(found -> Optional.ofNullable(found.get(leadId)));
  }

  private static Uni<Map<String, Standing>> lock(Mutiny.Session session, String[] ids) {
    return Sql.on(session)
        .list(LOCK, row -> Map.entry(row.getString(0), standing(row)), (Object) ids)
        .map(Custodies::byLead);
  }

  private static Map<String, Standing> byLead(List<Map.Entry<String, Standing>> rows) {
    Map<String, Standing> found = new LinkedHashMap<>();
    rows.forEach(row -> found.put(row.getKey(), row.getValue()));
    return found;
  }

  /** Writes back locked custodies. */
  public Uni<Void> save(Mutiny.Session session, Map<String, Standing> changed) {
    if (changed.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    List<Map.Entry<String, Standing>> rows = List.copyOf(changed.entrySet());
    return Sql.on(session)
        .update(
            SAVE,
            Sql.texts(rows, Map.Entry::getKey),
            Sql.texts(rows, r -> CustodyJson.state(r.getValue().custody())),
            Sql.longs(rows, r -> r.getValue().custody().epoch()),
            Sql.texts(rows, r -> owner(r.getValue().custody())),
            Sql.texts(rows, r -> team(r.getValue().custody())),
            Sql.times(rows, r -> deadline(r.getValue().custody())),
            Sql.texts(rows, r -> CustodyJson.write(r.getValue().custody())),
            rows.stream().map(r -> isLocked(r.getValue().custody())).toArray(Boolean[]::new),
            rows.stream().map(r -> isWon(r.getValue().custody())).toArray(Boolean[]::new),
            Sql.texts(rows, r -> helpers(r.getValue().custody())),
            Sql.times(rows, r -> helperUntil(r.getValue().custody())),
            Sql.longs(rows, r -> r.getValue().chain().length()),
            Sql.texts(rows, r -> r.getValue().chain().head()))
        .replaceWithVoid();
  }

  /** Whether the ledger had met the lead by then. */
  public Uni<Boolean> hadMet(Mutiny.Session session, String leadId, Instant at) {
    return Sql.on(session)
        .first(
            "select true from custody where lead_id = $1 and met_at <= $2",
            row -> row.getBoolean(0),
            leadId,
            Sql.time(at))
        .map(Boolean.TRUE::equals);
  }

  /** Locks what a rep owns or helps on, as far as the ledger knows when it is read. */
  public Uni<Map<String, Standing>> lockAllOf(Mutiny.Session session, String rep) {
    return Sql.on(session)
        .list(
            "select lead_id, state, doc, entries, head from custody"
                + " where (state = 'owned' and owner = $1)"
                + " or (helpers <> '{}' and helpers @> array[$1::text])"
                + " order by lead_id for update",
            row -> Map.entry(row.getString(0), standing(row)),
            rep)
        .map(Custodies::byLead);
  }

  /** Locks some leads with a helper whose time is over, but none that others are at. */
  public Uni<Map<String, Standing>> lockWithExpired(Mutiny.Session session, Instant now, int most) {
    return Sql.on(session)
        .list(
            "select lead_id, state, doc, entries, head from custody where helper_until <= $1"
                + " order by helper_until limit $2 for update skip locked",
            row -> Map.entry(row.getString(0), standing(row)),
            Sql.time(now),
            most)
        .map(Custodies::byLead);
  }

  /** Reads one lead without locking it. */
  public Uni<Optional<Custody>> find(Mutiny.Session session, String leadId) {
    return Sql.on(session)
        .first("select state, doc from custody where lead_id = $1", Custodies::custody, leadId)
        .map(Optional::ofNullable);
  }

  /** A page of leads by lead id. */
  public Uni<List<Held>> list(Mutiny.Session session, Query query) {
    return Sql.on(session)
        .list(
            """
            select lead_id, state, doc from custody
            where ($1::text is null or owner = $1) and ($2::text is null or state = $2)
              and ($3::timestamptz is null or deadline < $3)
              and ($4::text is null or lead_id > $4)
              and ($5::text[] is null or team = any($5))
            order by lead_id limit $6
            """,
            row -> new Held(row.getString("lead_id"), custody(row)),
            query.owner(),
            query.state(),
            Sql.time(query.dueBefore()),
            query.after(),
            query.teams(),
            query.limit() + 1);
  }

  private static @Nullable String owner(Custody custody) {
    return switch (custody) {
      case Custody.Owned o -> o.owner();
      case Custody.Closed c -> c.owner();
      case Custody.Assigning a -> null;
      case Custody.Pooled p -> null;
    };
  }

  private static @Nullable String team(Custody custody) {
    return switch (custody) {
      case Custody.Owned o -> o.team();
      case Custody.Closed c -> c.team();
      case Custody.Assigning a -> null;
      case Custody.Pooled p -> null;
    };
  }

  private static boolean isLocked(Custody custody) {
    return custody instanceof Custody.Owned o && o.exemptions().locked();
  }

  private static boolean isWon(Custody custody) {
    return custody instanceof Custody.Closed c && c.isWon();
  }

  private static String helpers(Custody custody) {
    return EventJson.mapper()
        .valueToTree(custody.helpers().stream().map(Custody.Helper::repId).toList())
        .toString();
  }

  private static @Nullable Instant helperUntil(Custody custody) {
    return custody.helpers().stream()
        .map(Custody.Helper::until)
        .filter(Objects::nonNull)
        .min(Comparator.naturalOrder())
        .orElse(null);
  }

  private static @Nullable Instant deadline(Custody custody) {
    return custody instanceof Custody.Owned o ? o.protection().deadline() : null;
  }

  private static Standing standing(Row row) {
    return new Standing(
        custody(row),
        Chain.of(row.getString("lead_id"), row.getLong("entries"), row.getString("head")));
  }

  private static Custody custody(Row row) {
    return CustodyJson.read(row.getString("state"), row.getString("doc"));
  }

  /** A lead and who holds it. */
  public record Held(String leadId, Custody custody) {}

  /** What to list; null means any. */
  public record Query(
      @Nullable String owner,
      @Nullable String state,
      @Nullable Instant dueBefore,
      String @Nullable [] teams,
      @Nullable String after,
      int limit) {}
}
