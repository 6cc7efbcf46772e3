package dev.fairlead.ownership.report.adapter;

import dev.fairlead.kit.sql.Sql;
import dev.fairlead.ownership.report.domain.Figures;
import dev.fairlead.ownership.report.domain.Question;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Figures out of the table of ownerships, one statement for a report. */
@ApplicationScoped
public class Reports {

  /**
   * $1 from, $2 to, $3 teams, $4 rep, $5 zone, $6 now, $7 level. The months that the span does not
   * touch are not looked at. What can be summed is hashed by key; only the response times are
   * sorted, alone. Credit stands apart, too: it may belong to another rep than the owner.
   */
  private static final String REPORT =
      """
      with e as not materialized (
        select lead_id, owner, team, source, region, product_line, started_at, accepted_at, response,
               used, activities, ending, value
        from episode
        where started_at >= $1 and started_at < $2 and not test
          and $5::text is not null and $7::int is not null
        union all
        select lead_id, owner, team, source, region, product_line, started_at, accepted_at,
               case when first_work_at is not null
                 then extract(epoch from greatest(first_work_at, started_at) - started_at)::float8 end,
               least(1.0, greatest(0.0, extract(epoch from $6::timestamptz - started_at)::float8
                 / nullif(extract(epoch from deadline - started_at)::float8, 0))),
               activities, null, null
        from open_episode
        where started_at >= $1 and started_at < $2 and not test),
      main as (
        select coalesce(%1$s, 'unknown') as key, %2$s as period,
               count(*) as received, count(accepted_at) as accepted,
               sum(activities) as activities,
               count(*) filter (where ending = 'recycled') as recycled,
               count(*) filter (where ending = 'not-accepted') as not_accepted,
               count(*) filter (where ending = 'returned') as returned,
               count(*) filter (where ending = 'won') as won,
               coalesce(sum(value) filter (where ending = 'won'), 0) as value,
               count(*) filter (where ending = 'lost') as lost,
               avg(used) as used
        from e
        where ($3::text[] is null or team = any($3)) and ($4::text is null or owner = $4)
        group by 1, 2),
      responses as (
        select key, period, percentile_cont(array[0.5, 0.9]) within group (order by response) as taken
        from (
          select coalesce(%1$s, 'unknown') as key, %2$s as period, response
          from e
          where response is not null
            and ($3::text[] is null or team = any($3)) and ($4::text is null or owner = $4)) s
        group by 1, 2),
      credited as (
        select coalesce(%3$s, 'unknown') as key, %2$s as period,
               sum(coalesce(c.share, 1)) as credit,
               coalesce(sum(e.value * coalesce(c.share, 1)::numeric), 0) as value
        from e left join lead_credit c using (lead_id)
        where e.ending = 'won'
          and ($3::text[] is null or coalesce(c.team, e.team) = any($3))
          and ($4::text is null or coalesce(c.rep_id, e.owner) = $4)
        group by 1, 2)
      select key, period, r.name, coalesce(received, 0) as received, coalesce(accepted, 0) as accepted,
             round(taken[1]::numeric, 1) as median, round(taken[2]::numeric, 1) as p90,
             coalesce(activities, 0) as activities, coalesce(recycled, 0) as recycled,
             coalesce(not_accepted, 0) as not_accepted, coalesce(returned, 0) as returned,
             coalesce(won, 0) as won, coalesce(main.value, 0) as value, coalesce(lost, 0) as lost,
             round(used::numeric, 4) as used, coalesce(round(credit::numeric, 4), 0) as credit,
             coalesce(round(credited.value, 2), 0) as credited
      from main full join credited using (key, period)
      left join responses using (key, period)
      left join rep r on r.id = key and %4$s
      order by period, key
      """;

  /** The lines of a report, by period and key. */
  public Uni<List<Figures>> lines(Mutiny.Session session, Question question) {
    return Sql.on(session)
        .list(
            sql(question),
            row -> figures(question, row),
            Sql.time(question.from()),
            Sql.time(question.to()),
            teams(question.teams()),
            question.rep(),
            question.zone().getId(),
            Sql.time(question.now()),
            question.level());
  }

  /** The statement of a question; only what a list of ours holds gets into its text. */
  static String sql(Question question) {
    String creditKey =
        switch (question.by()) {
          case REP -> "coalesce(c.rep_id, e.owner)";
          case TEAM -> "coalesce(c.team, e.team)";
          case REGION, SOURCE, PRODUCT_LINE -> key(question.by());
        };
    return REPORT.formatted(
        key(question.by()),
        period(question.period()),
        creditKey,
        question.by() == Question.By.REP ? "true" : "false");
  }

  private static String key(Question.By by) {
    return switch (by) {
      case REP -> "e.owner";
      case TEAM -> "e.team";
      case REGION ->
          "e.region[case when $7::int > 0 then least($7::int, cardinality(e.region))"
              + " else cardinality(e.region) end]";
      case SOURCE -> "e.source";
      case PRODUCT_LINE -> "e.product_line";
    };
  }

  private static String period(Question.@Nullable Period period) {
    return period == null
        ? "date 'epoch'"
        : "date_trunc('" + period.text() + "', e.started_at at time zone $5::text)::date";
  }

  private static String @Nullable [] teams(@Nullable Set<String> teams) {
    return teams == null ? null : teams.toArray(String[]::new);
  }

  private static Figures figures(Question question, Row row) {
    return new Figures(
        row.getString("key"),
        row.getString("name"),
        question.period() == null ? null : row.getLocalDate("period").toString(),
        row.getLong("received"),
        row.getLong("accepted"),
        row.getBigDecimal("median"),
        row.getBigDecimal("p90"),
        row.getLong("activities"),
        row.getLong("recycled"),
        row.getLong("not_accepted"),
        row.getLong("returned"),
        row.getLong("won"),
        row.getBigDecimal("value"),
        row.getLong("lost"),
        row.getBigDecimal("used"),
        row.getBigDecimal("credit"),
        row.getBigDecimal("credited"));
  }
}
