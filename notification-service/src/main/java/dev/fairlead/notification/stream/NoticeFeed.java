package dev.fairlead.notification.stream;

import dev.fairlead.notification.adapter.Notices;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Reads committed notices by their recipients' numbers. A number is taken from a row that stays
 * locked until its notice is committed, so numbers become visible in their order: what is above the
 * last one seen is exactly what has not been seen.
 */
@ApplicationScoped
public class NoticeFeed {

  /** Most notices of one recipient in one reading. */
  static final int MOST = 200;

  private static final String AFTER =
      "select "
          + Notices.SHOWN
          + """
           from unnest($1::text[], $2::bigint[]) as w(recipient, seen)
          cross join lateral (
            select * from notice n
            where n.recipient = w.recipient and n.number > w.seen
            order by n.number limit $3) n
          order by n.recipient, n.number
          """;

  private static final String LAST = "select last_number from recipient where person = $1";

  private final Pool pool;

  NoticeFeed(Pool pool) {
    this.pool = pool;
  }

  /** The number of this recipient's newest notice; 0 when he has none. */
  Uni<Long> last(String recipient) {
    return pool.preparedQuery(LAST)
        .execute(Tuple.of(recipient))
        .map(rows -> rows.size() == 0 ? 0L : rows.iterator().next().getLong(0));
  }

  /** For each recipient the notices above a number, in order, at most {@link #MOST} of each. */
  Uni<List<Notices.Shown>> after(Map<String, Long> seen) {
    List<Map.Entry<String, Long>> entries = List.copyOf(seen.entrySet());
    return pool.preparedQuery(AFTER)
        .execute(
            Tuple.of(
                entries.stream().map(Map.Entry::getKey).toArray(String[]::new),
                entries.stream().map(Map.Entry::getValue).toArray(Long[]::new),
                MOST))
        .map(
            rows -> {
              List<Notices.Shown> notices = new ArrayList<>(rows.size());
              rows.forEach(row -> notices.add(Notices.shown(row.getDelegate())));
              return notices;
            });
  }
}
