package dev.fairlead.assignment.decision.adapter;

import dev.fairlead.events.OwnershipEvent;
import dev.fairlead.kit.sql.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;

/** How reps' leads ended, and which penalties lower their weights. */
@ApplicationScoped
public class Endings {

  private static final String COUNT =
      """
      insert into result (rep_id, segment, won, closed)
      select e.rep, s.segment, sum(e.won), count(*)
      from unnest($1::text[], $2::text[], $3::bigint[]) as e(lead, rep, won)
      left join lead l on l.lead_id = e.lead
      cross join lateral (select '' as segment
                          union select l.segment where l.segment is not null) s
      group by e.rep, s.segment order by e.rep, s.segment
      on conflict (rep_id, segment)
        do update set won = result.won + excluded.won, closed = result.closed + excluded.closed
      """;

  private static final String PENALIZE =
      """
      insert into penalty (id, rep_id, until, lifted)
      select distinct on (id) id, rep, until, lifted
      from unnest($1::text[], $2::text[], $3::timestamptz[], $4::boolean[])
        as p(id, rep, until, lifted) order by id, lifted desc
      on conflict (id) do update set until = excluded.until, lifted = penalty.lifted or excluded.lifted
      """;

  /** A lead that was won or lost. */
  public record Ended(String leadId, String repId, boolean won) {}

  /** Counts leads that were won or lost. */
  public Uni<Void> count(Mutiny.Session session, List<Ended> ended) {
    if (ended.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    return Sql.on(session)
        .update(
            COUNT,
            Sql.texts(ended, Ended::leadId),
            Sql.texts(ended, Ended::repId),
            Sql.longs(ended, one -> one.won() ? 1L : 0L))
        .replaceWithVoid();
  }

  /** Keeps penalties that lower weights; one that was lifted stays so. */
  public Uni<Void> penalize(Mutiny.Session session, List<OwnershipEvent.Penalty> penalties) {
    if (penalties.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    return Sql.on(session)
        .update(
            PENALIZE,
            Sql.texts(penalties, OwnershipEvent.Penalty::penaltyId),
            Sql.texts(penalties, OwnershipEvent.Penalty::repId),
            Sql.times(penalties, OwnershipEvent.Penalty::until),
            penalties.stream().map(OwnershipEvent.Penalty::lifted).toArray(Boolean[]::new))
        .replaceWithVoid();
  }
}
