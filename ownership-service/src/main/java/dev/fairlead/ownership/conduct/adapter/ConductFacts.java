package dev.fairlead.ownership.conduct.adapter;

import dev.fairlead.kit.sql.Sql;
import dev.fairlead.ownership.conduct.domain.Detectors;
import dev.fairlead.ownership.conduct.domain.Repetition;
import dev.fairlead.ownership.conduct.domain.Seen;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * The facts that detectors look at: written in the transaction they happened in, taken by whoever
 * of the replicas comes first, and kept as the detectors' memory.
 */
@ApplicationScoped
public class ConductFacts {

  /** So often a fact is tried before it is left alone. */
  private static final int ATTEMPTS = 5;

  private static final String NOTE =
      """
      insert into conduct_fact (event_id, lead_id, epoch, kind, rep_id, other, operator, at, noted_at, qualifying)
      select event, lead, epoch, kind, rep, other, operator, at, $9, qualifying
      from unnest($1::text[], $2::text[], $3::bigint[], $4::text[], $5::text[], $6::text[], $7::text[],
                  $8::timestamptz[], $10::boolean[]) with ordinality
        as f(event, lead, epoch, kind, rep, other, operator, at, qualifying, n)
      order by n
      on conflict do nothing
      """;

  private static final String TAKE =
      """
      select event_id from conduct_fact
      where judged_at is null and attempts < $1
      order by attempts, seq limit $2
      for update skip locked
      """;

  /** Whatever else touches these reps waits, so that nothing is counted twice or overlooked. */
  private static final String ALONE =
      """
      select pg_advisory_xact_lock(hashtextextended('conduct ' || rep, 0))
      from (select distinct rep_id as rep from conduct_fact where event_id = any($1::text[])
            order by 1) as reps
      """;

  private static final String CASES =
      """
      select f.*, coalesce(d.test, false) as test, s.deadline,
             f.kind = 'activity' and not exists (
               select from activity a
               where a.lead_id = f.lead_id and a.rep_id = f.rep_id and a.at = f.at and not a.empty)
               as hollow
      from conduct_fact f
      left join lead_dimension d on d.lead_id = f.lead_id
      left join lateral (
        select (e.doc::jsonb -> 'protection' ->> 'deadline')::timestamptz as deadline
        from ledger_entry e
        where f.kind = 'activity' and e.lead_id = f.lead_id and e.epoch = f.epoch
          and e.state = 'owned' and e.at < f.noted_at
        order by e.n desc limit 1) s on true
      where f.event_id = any($1::text[])
      order by f.seq
      """;

  private static final String HISTORY =
      """
      select * from conduct_fact where lead_id = any($1::text[]) order by at, seq
      """;

  private static final String SUSPECTS =
      """
      select f.rep_id, f.suspect, f.event_id, f.lead_id, f.at
      from conduct_fact f
      where f.rep_id = any($1::text[]) and f.suspect is not null
        and not exists (select from violation v
                        where v.rep_id = f.rep_id and v.rule = f.suspect and f.event_id = any(v.evidence))
      order by f.at, f.seq
      """;

  private static final String SAME_PERSON =
      """
      select distinct f.event, y.lead_id, y.epoch, y.owner,
             (y.doc::jsonb -> 'protection' ->> 'acquiredAt')::timestamptz as since,
             (x.doc::jsonb -> 'protection' ->> 'acquiredAt')::timestamptz as own_since,
             coalesce(dx.product_line <> dy.product_line, false) as other_product
      from unnest($1::text[], $2::text[], $3::text[], $4::timestamptz[]) as f(event, lead, rep, at)
      join identity_hash hx on hx.lead_id = f.lead and hx.kind = any($5::text[])
      join identity_hash hy on hy.hash = hx.hash and hy.kind = hx.kind and hy.lead_id <> hx.lead_id
      join custody y on y.lead_id = hy.lead_id and y.state = 'owned' and y.owner <> f.rep
        and y.deadline > f.at
      left join custody x on x.lead_id = f.lead and x.state = 'owned'
      left join lead_dimension dx on dx.lead_id = f.lead
      left join lead_dimension dy on dy.lead_id = y.lead_id
      where not coalesce(dy.test, false)
        and not exists (select from jsonb_array_elements(y.doc::jsonb -> 'helpers') h
                        where h ->> 'repId' = f.rep)
      """;

  private static final String JUDGED =
      """
      update conduct_fact f set judged_at = $1, suspect = n.suspect
      from unnest($2::text[], $3::text[]) as n(event, suspect)
      where f.event_id = n.event
      """;

  /**
   * A fact to be judged.
   *
   * @param hollow work with neither outcome nor note nor evidence
   * @param deadline of the protection before the work; null when not known
   * @param test whether its lead is a platform's test lead
   */
  public record Case(Seen fact, boolean hollow, @Nullable Instant deadline, boolean test) {}

  /** Writes facts down. */
  public Uni<Void> note(Mutiny.Session session, List<Seen> facts, Instant now) {
    if (facts.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    return Sql.on(session)
        .update(
            NOTE,
            Sql.texts(facts, Seen::eventId),
            Sql.texts(facts, Seen::leadId),
            Sql.longs(facts, Seen::epoch),
            Sql.texts(facts, fact -> text(fact.kind())),
            Sql.texts(facts, Seen::repId),
            Sql.texts(facts, Seen::other),
            Sql.texts(facts, Seen::operator),
            Sql.times(facts, Seen::at),
            Sql.time(now),
            facts.stream().map(Seen::qualifying).toArray(Boolean[]::new))
        .replaceWithVoid();
  }

  /** Takes facts that wait, at most so many; nobody else takes them meanwhile. */
  public Uni<List<String>> take(Mutiny.Session session, int limit) {
    return Sql.on(session).list(TAKE, row -> row.getString(0), ATTEMPTS, limit);
  }

  /** The facts taken, when nobody else judges the same reps. */
  public Uni<List<Case>> cases(Mutiny.Session session, List<String> eventIds) {
    String[] ids = eventIds.toArray(String[]::new);
    Sql sql = Sql.on(session);
    return sql.run(ALONE, (Object) ids)
        .chain(() -> sql.list(CASES, ConductFacts::judgedBy, (Object) ids));
  }

  /** All that is remembered of some leads, by lead, oldest first. */
  public Uni<Map<String, List<Seen>>> history(Mutiny.Session session, Set<String> leadIds) {
    return Sql.on(session)
        .list(HISTORY, ConductFacts::seen, (Object) leadIds.toArray(String[]::new))
        .map(all -> all.stream().collect(Collectors.groupingBy(Seen::leadId)));
  }

  /** Something suspect, and of whom and under which rule. */
  public record Marked(String repId, String rule, Repetition.Suspect suspect) {}

  /** What is suspect of some reps and no evidence of a violation yet, oldest first. */
  public Uni<List<Marked>> suspects(Mutiny.Session session, Set<String> reps) {
    return Sql.on(session)
        .list(
            SUSPECTS,
            row ->
                new Marked(
                    row.getString("rep_id"),
                    row.getString("suspect"),
                    new Repetition.Suspect(
                        row.getString("event_id"),
                        row.getString("lead_id"),
                        Objects.requireNonNull(Sql.instant(row, "at")))),
            (Object) reps.toArray(String[]::new));
  }

  /** Leads that other reps protect of the persons worked on, by the id of the work's event. */
  public Uni<Map<String, List<Detectors.Protected>>> samePerson(
      Mutiny.Session session, Collection<Seen> work, Set<String> kinds) {
    if (work.isEmpty()) {
      return Uni.createFrom().item(Map.of());
    }
    return Sql.on(session)
        .list(
            SAME_PERSON,
            row -> Map.entry(row.getString("event"), held(row)),
            Sql.texts(work, Seen::eventId),
            Sql.texts(work, Seen::leadId),
            Sql.texts(work, Seen::repId),
            Sql.times(work, Seen::at),
            kinds.toArray(String[]::new))
        .map(
            rows ->
                rows.stream()
                    .collect(
                        Collectors.groupingBy(
                            Map.Entry::getKey,
                            Collectors.mapping(Map.Entry::getValue, Collectors.toList()))));
  }

  /** A fact that is done with, and under which rule it is suspect, if it is. */
  public record Judged(String eventId, @Nullable String suspect) {}

  /** Notes that facts are done with. */
  public Uni<Void> judged(Mutiny.Session session, List<Judged> judged, Instant now) {
    return Sql.on(session)
        .update(
            JUDGED,
            Sql.time(now),
            Sql.texts(judged, Judged::eventId),
            Sql.texts(judged, Judged::suspect))
        .replaceWithVoid();
  }

  /** Notes that facts could not be judged; after some times they are left alone. */
  public Uni<Void> failed(Mutiny.Session session, List<String> eventIds) {
    return Sql.on(session)
        .update(
            "update conduct_fact set attempts = attempts + 1 where event_id = any($1::text[])",
            (Object) eventIds.toArray(String[]::new))
        .replaceWithVoid();
  }

  /** Forgets what no window reaches back to. */
  public Uni<Void> forget(Mutiny.Session session, Instant before) {
    return Sql.on(session)
        .update(
            "delete from conduct_fact where at < $1 and judged_at is not null", Sql.time(before))
        .replaceWithVoid();
  }

  private static Detectors.Protected held(Row row) {
    return new Detectors.Protected(
        row.getString("lead_id"),
        row.getLong("epoch"),
        row.getString("owner"),
        Objects.requireNonNull(Sql.instant(row, "since")),
        Sql.instant(row, "own_since"),
        row.getBoolean("other_product"));
  }

  private static Case judgedBy(Row row) {
    return new Case(
        seen(row), row.getBoolean("hollow"), Sql.instant(row, "deadline"), row.getBoolean("test"));
  }

  private static Seen seen(Row row) {
    return new Seen(
        row.getString("event_id"),
        row.getString("lead_id"),
        row.getLong("epoch"),
        Seen.Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT).replace('-', '_')),
        row.getString("rep_id"),
        row.getString("other"),
        row.getString("operator"),
        Objects.requireNonNull(Sql.instant(row, "at")),
        row.getBoolean("qualifying"));
  }

  private static String text(Seen.Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
