package dev.fairlead.pool.adapter;

import dev.fairlead.kit.http.Problem;
import dev.fairlead.kit.http.ProblemException;
import dev.fairlead.kit.sql.Sql;
import dev.fairlead.pool.domain.Custody;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Leads in the order in which their owners lose them. */
@ApplicationScoped
public class Endings {

  private static final String WHERE =
      """
      where deadline is not null and deadline < $1
        and ($2::text is null or owner = $2)
        and ($3::text is null or rules_pool = $3)
        and ($4::text is null or reason = $4)
        and ($5::text[] is null or team = any($5) or owner = any($6))
      """;

  private static final String ITEMS =
      "select body from custody "
          + WHERE
          + """
            and ($7::timestamptz is null or (deadline, lead_id) > ($7, $8::text))
          order by deadline, lead_id limit $9
          """;

  private static final String TOTALS =
      "select owner, reason, count(*) from custody " + WHERE + "group by 1, 2 order by 1, 2";

  /** Owners' ends before an instant, soonest first; one more than the limit, if there is one. */
  public Uni<List<Custody>> list(Mutiny.Session session, Query query) {
    return Sql.on(session)
        .list(
            ITEMS,
            Custodies::read,
            Sql.time(query.before()),
            query.rep(),
            query.pool(),
            query.reason(),
            array(query.teams()),
            array(query.members()),
            Sql.time(endsAt(query.after())),
            leadId(query.after()),
            query.limit() + 1);
  }

  /** How many there are by rep and reason. */
  public Uni<List<Count>> count(Mutiny.Session session, Query query) {
    return Sql.on(session)
        .list(
            TOTALS,
            row -> new Count(row.getString(0), row.getString(1), row.getLong(2)),
            Sql.time(query.before()),
            query.rep(),
            query.pool(),
            query.reason(),
            array(query.teams()),
            array(query.members()));
  }

  private static String @Nullable [] array(@Nullable Set<String> texts) {
    return texts == null ? null : texts.toArray(String[]::new);
  }

  private static @Nullable Instant endsAt(@Nullable String after) {
    try {
      return after == null ? null : Instant.parse(after.substring(0, after.indexOf('|')));
    } catch (IndexOutOfBoundsException | DateTimeException e) {
      throw new ProblemException(
          Problem.of(400, "request.cursor", "the cursor is not one of ours"));
    }
  }

  private static @Nullable String leadId(@Nullable String after) {
    return after == null ? null : after.substring(after.indexOf('|') + 1);
  }

  /**
   * What to list; absent filters let everything pass.
   *
   * @param teams the lead's team is one of these, or the owner one of the members
   * @param after end and id of the last lead seen
   */
  public record Query(
      Instant before,
      @Nullable String rep,
      @Nullable String pool,
      @Nullable String reason,
      @Nullable Set<String> teams,
      @Nullable Set<String> members,
      @Nullable String after,
      int limit) {}

  /** How many leads a rep loses for a reason. */
  public record Count(@Nullable String rep, String reason, long count) {}
}
