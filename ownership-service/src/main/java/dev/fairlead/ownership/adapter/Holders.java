package dev.fairlead.ownership.adapter;

import dev.fairlead.kit.sql.Sql;
import dev.fairlead.ownership.domain.Holdings;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * What reps hold. Whoever gives a rep a lead waits for others who do, in the database and in one
 * order for everybody, and counts after that: so two replicas never both see room for the last one.
 */
@ApplicationScoped
public class Holders {

  private static final String WAIT =
      """
      select count(pg_advisory_xact_lock(point)) from (
        select distinct hashtextextended(id, 23) as point from unnest($1::text[]) id order by 1) p
      """;

  private static final String COUNT =
      """
      select owner, count(*), count(*) filter (where locked) from (
        select owner, locked from custody where owner = any($1::text[]) and state = 'owned'
        union all
        select owner, false from custody where $2 and owner = any($1::text[]) and won) held
      group by owner
      """;

  /** What these reps hold; nobody else gives them anything until the transaction ends. */
  public Uni<Holdings> of(Mutiny.Session session, Collection<String> reps, Holdings.Caps caps) {
    String[] ids = reps.toArray(String[]::new);
    return Sql.on(session)
        .run(WAIT, (Object) ids)
        .chain(
            () ->
                Sql.on(session)
                    .list(
                        COUNT,
                        row ->
                            Map.entry(
                                row.getString(0),
                                new Holdings.Count(row.getLong(1), row.getLong(2))),
                        ids,
                        caps.countWon()))
        .map(
            rows ->
                new Holdings(
                    caps,
                    rows.stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue))));
  }
}
