package dev.fairlead.assignment.fairness.adapter;

import dev.fairlead.kit.sql.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** What was given to whom, as the decisions say; what the ledger refused does not count. */
@ApplicationScoped
class Given {

  private static final String BY_SOURCE =
      """
      select d.rep_id, coalesce(l.source, '') as source, count(*) as leads,
             count(*) filter (where d.undone = 'invalid') as junk,
             coalesce(sum(l.value), 0) as value
      from decision d left join lead l on l.lead_id = d.lead_id
      where d.outcome = 'assigned' and d.cause <> 'admin' and d.undone is distinct from 'refused'
        and d.at >= $1 and d.at < $2 and ($3::text is null or d.team_id = $3)
      group by d.rep_id, source order by d.rep_id, source
      """;

  /**
   * Leads of one source that a rep got.
   *
   * @param junk how many of them turned out to be none
   * @param value expected deal value of all
   */
  record Portion(String repId, String source, long leads, long junk, BigDecimal value) {}

  Uni<List<Portion>> bySource(
      Mutiny.Session session, @Nullable String team, Instant from, Instant to) {
    return Sql.on(session)
        .list(
            BY_SOURCE,
            row ->
                new Portion(
                    row.getString("rep_id"),
                    row.getString("source"),
                    row.getLong("leads"),
                    row.getLong("junk"),
                    row.getBigDecimal("value")),
            Sql.time(from),
            Sql.time(to),
            team);
  }
}
