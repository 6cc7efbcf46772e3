package dev.fairlead.ownership.adapter;

import dev.fairlead.kit.sql.Sql;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Reads every custody, page by page behind the last id, as fast as the reader of the answer takes
 * it. Nothing is locked and no more than a page is in memory.
 */
@ApplicationScoped
public class CustodyExport {

  private static final int PAGE = 500;

  private static final String READ =
      """
      select lead_id, state, epoch, owner, team, doc::jsonb ->> 'pool' as pool,
             doc::jsonb ->> 'result' as result, deadline, updated_at
      from custody
      where lead_id > $1 and ($2::timestamptz is null or updated_at >= $2)
      order by lead_id limit $3
      """;

  private final Pool pool;

  CustodyExport(Pool pool) {
    this.pool = pool;
  }

  /** Who holds a lead, in one line. */
  public record Line(
      String leadId,
      String state,
      long epoch,
      @Nullable String owner,
      @Nullable String team,
      @Nullable String pool,
      @Nullable String result,
      @Nullable Instant deadline,
      Instant updatedAt) {

    /** Names of the columns. */
    static final List<String> COLUMNS =
        List.of(
            "leadId", "state", "epoch", "owner", "team", "pool", "result", "deadline", "updatedAt");

    List<@Nullable Object> cells() {
      return Arrays.asList(leadId, state, epoch, owner, team, pool, result, deadline, updatedAt);
    }
  }

  /**
   * All of them, in the order of their ids.
   *
   * @param since leaves out those that have not changed since then; null for all
   */
  Multi<Line> lines(@Nullable Instant since) {
    AtomicReference<String> behind = new AtomicReference<>("");
    return Multi.createBy()
        .repeating()
        .uni(
            () ->
                page(Objects.requireNonNull(behind.get()), since)
                    .invoke(page -> advance(behind, page)))
        .whilst(page -> page.size() == PAGE)
        .onItem()
        .transformToIterable(page -> page);
  }

  private static void advance(AtomicReference<String> behind, List<Line> page) {
    if (!page.isEmpty()) {
      behind.set(page.getLast().leadId());
    }
  }

  private Uni<List<Line>> page(String behind, @Nullable Instant since) {
    return pool.preparedQuery(READ)
        .execute(Tuple.of(behind, Sql.time(since), PAGE))
        .map(CustodyExport::lines);
  }

  private static List<Line> lines(RowSet<io.vertx.mutiny.sqlclient.Row> rows) {
    List<Line> lines = new ArrayList<>(rows.size());
    rows.forEach(row -> lines.add(line(row.getDelegate())));
    return lines;
  }

  private static Line line(Row row) {
    return new Line(
        row.getString("lead_id"),
        row.getString("state"),
        row.getLong("epoch"),
        row.getString("owner"),
        row.getString("team"),
        row.getString("pool"),
        row.getString("result"),
        Sql.instant(row, "deadline"),
        Objects.requireNonNull(Sql.instant(row, "updated_at")));
  }
}
