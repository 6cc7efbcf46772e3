package dev.fairlead.pool.adapter;

import dev.fairlead.kit.sql.Sql;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Sums over the leads and claims of a pool. */
@ApplicationScoped
public class PoolStatistics {

  private static final String NOW =
      """
      select count(*)::int as leads,
             count(*) filter (where claim_id is null and available_at <= $2)::int as available,
             count(*) filter (where claim_id is not null)::int as claimed,
             percentile_disc(0.5) within group (order by pooled_at desc) as p50,
             percentile_disc(0.9) within group (order by pooled_at desc) as p90,
             min(pooled_at) as oldest
      from pooled_lead where pool_id = $1
      """;

  private static final String CLAIMS =
      """
      select c.rep_id,
             count(*) filter (where state <> 'LOST' and cause = 'claimed')::int as claims,
             count(*) filter (where state <> 'LOST' and cause = 'claimed' and draw_id is not null)::int
               as draws,
             count(*) filter (where state <> 'LOST' and cause <> 'claimed')::int as assigned,
             count(*) filter (where state = 'LOST')::int as refused,
             count(*) filter (where state = 'GRANTED')::int as granted,
             count(*) filter (where state = 'GRANTED' and result = 'won')::int as won
      from claim c where pool_id = $1 and claimed_at >= $2 and claimed_at < $3
      group by c.rep_id order by c.rep_id
      """;

  private static final String POOLED =
      """
      select cause, count(*)::int from pooling
      where pool_id = $1 and pooled_at >= $2 and pooled_at < $3 group by cause
      """;

  private static final String RETURNS =
      """
      select result, count(*)::int from claim
      where pool_id = $1 and ended_at >= $2 and ended_at < $3 and state = 'GRANTED'
        and result is not null and result not in ('won', 'lost', 'invalid', 'merged')
      group by result
      """;

  private static final String DRAWS =
      "select count(*)::int from draw where pool_id = $1 and drawn_at >= $2 and drawn_at < $3";

  /** The sums of a pool over a period, and of its leads as they are now. */
  public Uni<Sums> of(Mutiny.Session session, String pool, Instant from, Instant to, Instant now) {
    Sql sql = Sql.on(session);
    return Uni.combine()
        .all()
        .unis(
            sql.list(NOW, row -> leads(row, now), pool, Sql.time(now)),
            sql.list(POOLED, PoolStatistics::count, pool, Sql.time(from), Sql.time(to)),
            sql.list(CLAIMS, PoolStatistics::claims, pool, Sql.time(from), Sql.time(to)),
            sql.list(RETURNS, PoolStatistics::count, pool, Sql.time(from), Sql.time(to)),
            sql.list(DRAWS, row -> row.getInteger(0), pool, Sql.time(from), Sql.time(to)))
        .collectFailures()
        .with(
            (leads, pooled, reps, returns, draws) ->
                new Sums(
                    pool,
                    from,
                    to,
                    leads.getFirst(),
                    sums(pooled),
                    OfRep.total(reps),
                    draws.getFirst(),
                    sums(returns),
                    reps));
  }

  private static Leads leads(Row row, Instant now) {
    return new Leads(
        row.getInteger("leads"),
        row.getInteger("available"),
        row.getInteger("claimed"),
        age(row, "p50", now),
        age(row, "p90", now),
        age(row, "oldest", now));
  }

  private static @Nullable String age(Row row, String column, Instant now) {
    Instant since = Sql.instant(row, column);
    return since == null
        ? null
        : Duration.ofSeconds(Duration.between(since, now).toSeconds()).toString();
  }

  private static OfRep claims(Row row) {
    return new OfRep(
        row.getString("rep_id"),
        row.getInteger("claims"),
        row.getInteger("draws"),
        row.getInteger("assigned"),
        row.getInteger("refused"),
        row.getInteger("granted"),
        row.getInteger("won"));
  }

  private static Map.Entry<String, Integer> count(Row row) {
    return Map.entry(row.getString(0), row.getInteger(1));
  }

  private static Map<String, Integer> sums(List<Map.Entry<String, Integer>> counts) {
    Map<String, Integer> sums = new TreeMap<>();
    counts.forEach(count -> sums.put(count.getKey(), count.getValue()));
    return sums;
  }

  /**
   * A pool's sums.
   *
   * @param pooled leads that came in, by cause
   * @param draws fair windows that were drawn
   * @param returns claimed leads that were given back or taken away, by cause
   */
  public record Sums(
      String pool,
      Instant from,
      Instant to,
      Leads leads,
      Map<String, Integer> pooled,
      OfRep claims,
      int draws,
      Map<String, Integer> returns,
      List<OfRep> reps) {}

  /**
   * The leads in the pool now.
   *
   * @param available those that may be claimed
   * @param claimed those whose claim the ledger has not answered
   * @param ageP50 half of them are younger, as an ISO-8601 duration; absent without leads
   */
  public record Leads(
      int total,
      int available,
      int claimed,
      @Nullable String ageP50,
      @Nullable String ageP90,
      @Nullable String ageMax) {}

  /**
   * Claims of a rep, or of all.
   *
   * @param draws of these won in a draw
   * @param assigned leads an admin gave him
   * @param refused by the ledger
   * @param won of the granted ones, closed as won without coming back
   */
  public record OfRep(
      @Nullable String repId,
      int claims,
      int draws,
      int assigned,
      int refused,
      int granted,
      int won) {

    /** Won of granted, 0 to 1; absent without any granted. */
    public @Nullable Double getConversion() {
      return granted == 0 ? null : (double) won / granted;
    }

    static OfRep total(List<OfRep> reps) {
      return reps.stream()
          .reduce(
              new OfRep(null, 0, 0, 0, 0, 0, 0),
              (a, b) ->
                  new OfRep(
                      null,
                      a.claims + b.claims,
                      a.draws + b.draws,
                      a.assigned + b.assigned,
                      a.refused + b.refused,
                      a.granted + b.granted,
                      a.won + b.won));
    }
  }

  /** The same as CSV: measure, key, value. */
  static String csv(Sums sums) {
    StringBuilder csv = new StringBuilder("measure,key,value\r\n");
    line(csv, "leads.total", "", sums.leads().total());
    line(csv, "leads.available", "", sums.leads().available());
    line(csv, "leads.claimed", "", sums.leads().claimed());
    line(csv, "age.p50", "", sums.leads().ageP50());
    line(csv, "age.p90", "", sums.leads().ageP90());
    line(csv, "age.max", "", sums.leads().ageMax());
    sums.pooled().forEach((cause, count) -> line(csv, "pooled", cause, count));
    line(csv, "draws", "", sums.draws());
    sums.returns().forEach((cause, count) -> line(csv, "returns", cause, count));
    rep(csv, "", sums.claims());
    sums.reps().forEach(rep -> rep(csv, Objects.requireNonNullElse(rep.repId(), ""), rep));
    return csv.toString();
  }

  private static void rep(StringBuilder csv, String key, OfRep rep) {
    line(csv, "claims", key, rep.claims());
    line(csv, "claims.drawn", key, rep.draws());
    line(csv, "assigned", key, rep.assigned());
    line(csv, "refused", key, rep.refused());
    line(csv, "granted", key, rep.granted());
    line(csv, "won", key, rep.won());
    line(csv, "conversion", key, rep.getConversion());
  }

  private static void line(StringBuilder csv, String measure, String key, @Nullable Object value) {
    csv.append(measure)
        .append(',')
        .append(quoted(key))
        .append(',')
        .append(value == null ? "" : value)
        .append("\r\n");
  }

  /** Quoted where CSV needs it; a formula of a spreadsheet it cannot become. */
  private static String quoted(String text) {
    String safe = text.matches("^[=+\\-@].*") ? "'" + text : text;
    return safe.matches("(?s).*[\",\\r\\n].*") ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
  }
}
