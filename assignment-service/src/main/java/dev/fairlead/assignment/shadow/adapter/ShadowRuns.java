package dev.fairlead.assignment.shadow.adapter;

import dev.fairlead.kit.sql.Sql;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Runs of draft policies beside the active one, and where the two differ. */
@ApplicationScoped
public class ShadowRuns {

  private static final String ADD =
      """
      insert into shadow_decision (run, lead_id, at, same, live_outcome, live_rule, live_team,
                                   live_to, outcome, rule, team, goes_to)
      select $1, * from unnest($2::text[], $3::timestamptz[], $4::boolean[], $5::text[], $6::text[],
                               $7::text[], $8::text[], $9::text[], $10::text[], $11::text[],
                               $12::text[])
      """;

  private static final String COUNTS =
      """
      select count(*) as leads, count(*) filter (where same) as same,
             count(*) filter (where live_rule is distinct from rule) as rules,
             count(*) filter (where live_team is distinct from team) as teams,
             count(*) filter (where live_to is distinct from goes_to) as targets
      from shadow_decision where run = $1
      """;

  private static final String SHARES =
      """
      select kind, name, sum(live)::bigint as live, sum(shadow)::bigint as shadow from (
        select 'rule' as kind, live_rule as name, 1 as live, 0 as shadow
          from shadow_decision where run = $1
        union all select 'rule', rule, 0, 1 from shadow_decision where run = $1
        union all select 'team', live_team, 1, 0 from shadow_decision where run = $1
        union all select 'team', team, 0, 1 from shadow_decision where run = $1
        union all select 'to', live_to, 1, 0 from shadow_decision where run = $1
        union all select 'to', goes_to, 0, 1 from shadow_decision where run = $1) s
      where name is not null group by kind, name order by kind, name
      """;

  /** What the active policy and its shadow made of one lead. */
  public record Pair(String leadId, Instant at, Side live, Side shadow) {
    boolean same() {
      return live.outcome().equals(shadow.outcome())
          && Objects.equals(live.ruleId(), shadow.ruleId())
          && Objects.equals(live.to(), shadow.to());
    }
  }

  /** A run. */
  public record Run(
      long seq,
      int version,
      Instant startedAt,
      @Nullable Instant endedAt,
      @Nullable String error) {}

  /** One share of the leads, in fact and in the shadow. */
  public record Share(String kind, String name, long live, long shadow) {}

  /** How often the two differ. */
  public record Counts(long leads, long same, long rules, long teams, long targets) {}

  /**
   * What one of them made of a lead.
   *
   * @param to the rep or the pool it goes to; null when it waits
   */
  public record Side(
      String outcome, @Nullable String ruleId, @Nullable String teamId, @Nullable String to) {}

  /** A lead on which they differ. */
  public record Difference(String leadId, Instant at, Side live, Side shadow) {}

  /** Begins a run; the caller holds the assignment state. */
  public Uni<Long> begin(Mutiny.Session session, int version, String operator, Instant now) {
    Sql sql = Sql.on(session);
    return sql.update("update shadow_run set ended_at = $1 where ended_at is null", Sql.time(now))
        .chain(
            () ->
                sql.list(
                    "insert into shadow_run (version, started_at, started_by) values ($1, $2, $3)"
                        + " returning seq",
                    row -> row.getLong(0),
                    version,
                    Sql.time(now),
                    operator))
        .map(List::getFirst)
        .call(run -> sql.update("update assignment_state set shadow_run = $1", run));
  }

  /** Ends the run of a version, if it runs; the caller holds the assignment state. */
  public Uni<Boolean> end(Mutiny.Session session, int version, Instant now) {
    Sql sql = Sql.on(session);
    return sql.update(
            "update shadow_run set ended_at = $2 where version = $1 and ended_at is null",
            version,
            Sql.time(now))
        .call(
            () ->
                sql.update(
                    "update assignment_state s set shadow_run = null from shadow_run r"
                        + " where r.seq = s.shadow_run and r.ended_at is not null"))
        .map(ended -> ended > 0);
  }

  /** Notes that a run cannot go on; it is passed over from then on. */
  public Uni<Void> fail(Mutiny.Session session, long run, String error, Instant now) {
    return Sql.on(session)
        .update(
            "update shadow_run set ended_at = $2, error = $3 where seq = $1",
            run,
            Sql.time(now),
            error)
        .replaceWithVoid();
  }

  /** Keeps what both made of some leads. */
  public Uni<Void> add(Mutiny.Session session, long run, List<Pair> pairs) {
    return Sql.on(session)
        .update(
            ADD,
            run,
            Sql.texts(pairs, Pair::leadId),
            Sql.times(pairs, Pair::at),
            pairs.stream().map(Pair::same).toArray(Boolean[]::new),
            Sql.texts(pairs, pair -> pair.live().outcome()),
            Sql.texts(pairs, pair -> pair.live().ruleId()),
            Sql.texts(pairs, pair -> pair.live().teamId()),
            Sql.texts(pairs, pair -> pair.live().to()),
            Sql.texts(pairs, pair -> pair.shadow().outcome()),
            Sql.texts(pairs, pair -> pair.shadow().ruleId()),
            Sql.texts(pairs, pair -> pair.shadow().teamId()),
            Sql.texts(pairs, pair -> pair.shadow().to()))
        .replaceWithVoid();
  }

  /** The latest run of a version; null when it never ran. */
  public Uni<@Nullable Run> latest(Mutiny.Session session, int version) {
    return Sql.on(session)
        .first(
            "select seq, version, started_at, ended_at, error from shadow_run where version = $1"
                + " order by seq desc limit 1",
            row ->
                new Run(
                    row.getLong("seq"),
                    row.getInteger("version"),
                    Objects.requireNonNull(Sql.instant(row, "started_at")),
                    Sql.instant(row, "ended_at"),
                    row.getString("error")),
            version);
  }

  /** On how many leads a version ever decided along. */
  public Uni<Long> decided(Mutiny.Session session, int version) {
    return Sql.on(session)
        .list(
            "select count(*) from shadow_decision d join shadow_run r on r.seq = d.run"
                + " where r.version = $1",
            row -> row.getLong(0),
            version)
        .map(List::getFirst);
  }

  /** How often the two differ in a run. */
  public Uni<Counts> counts(Mutiny.Session session, long run) {
    return Sql.on(session)
        .list(
            COUNTS,
            row ->
                new Counts(
                    row.getLong("leads"),
                    row.getLong("same"),
                    row.getLong("rules"),
                    row.getLong("teams"),
                    row.getLong("targets")),
            run)
        .map(List::getFirst);
  }

  /** How many leads each rule, team and target got, in fact and in the shadow. */
  public Uni<List<Share>> shares(Mutiny.Session session, long run) {
    return Sql.on(session)
        .list(
            SHARES,
            row ->
                new Share(
                    row.getString("kind"),
                    row.getString("name"),
                    row.getLong("live"),
                    row.getLong("shadow")),
            run);
  }

  /** Leads on which they differ, the latest first. */
  public Uni<List<Difference>> differences(Mutiny.Session session, long run, int limit) {
    return Sql.on(session)
        .list(
            "select * from shadow_decision where run = $1 and not same order by at desc limit $2",
            ShadowRuns::difference,
            run,
            limit);
  }

  private static Difference difference(Row row) {
    return new Difference(
        row.getString("lead_id"),
        Objects.requireNonNull(Sql.instant(row, "at")),
        new Side(
            row.getString("live_outcome"),
            row.getString("live_rule"),
            row.getString("live_team"),
            row.getString("live_to")),
        new Side(
            row.getString("outcome"),
            row.getString("rule"),
            row.getString("team"),
            row.getString("goes_to")));
  }
}
