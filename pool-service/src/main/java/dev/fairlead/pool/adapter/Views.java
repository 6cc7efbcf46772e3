package dev.fairlead.pool.adapter;

import dev.fairlead.kit.sql.Sql;
import dev.fairlead.pool.domain.Rep;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;

/** Which leads reps have opened on which of their days. */
@ApplicationScoped
public class Views {

  private static final String SPEND =
      """
      insert into lead_view (rep_id, day, pool_id, lead_id)
      select $1, $2, $3, $4
      where (select count(*) from lead_view where rep_id = $1 and day = $2 and pool_id = $3) < $5
         or exists (select from lead_view
                    where rep_id = $1 and day = $2 and pool_id = $3 and lead_id = $4)
      on conflict do nothing
      """;

  private static final String SEEN =
      "select count(*) from lead_view where rep_id = $1 and day = $2 and pool_id = $3"
          + " and lead_id = $4";

  private final Roster roster;

  Views(Roster roster) {
    this.roster = roster;
  }

  /**
   * Spends a view, the rep's row locked so that views he opens at once cannot pass the limit
   * together.
   *
   * @return false when his day's views are used up
   */
  public Uni<Boolean> spend(
      Mutiny.Session session, Rep rep, String pool, String lead, Instant now, int most) {
    LocalDate day = day(rep, now);
    return roster
        .lock(session, Set.of(rep.id()))
        .chain(() -> Sql.on(session).update(SPEND, rep.id(), day, pool, lead, most))
        .chain(
            () ->
                Sql.on(session)
                    .first(SEEN, row -> row.getLong(0), rep.id(), day, pool, lead)
                    .map(count -> count != null && count > 0));
  }

  /** Views spent on the rep's day, by pool. */
  public Uni<Map<String, Integer>> today(Mutiny.Session session, Rep rep, Instant now) {
    return Sql.on(session)
        .list(
            "select pool_id, count(*)::int from lead_view where rep_id = $1 and day = $2"
                + " group by pool_id",
            row -> Map.entry(row.getString(0), row.getInteger(1)),
            rep.id(),
            day(rep, now))
        .map(
            list ->
                list.stream().collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
  }

  /** Forgets views of days before this one. */
  public Uni<Void> forget(Mutiny.Session session, LocalDate before) {
    return Sql.on(session).update("delete from lead_view where day < $1", before).replaceWithVoid();
  }

  private static LocalDate day(Rep rep, Instant now) {
    return now.atZone(rep.zone()).toLocalDate();
  }
}
