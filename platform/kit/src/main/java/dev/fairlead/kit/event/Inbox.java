package dev.fairlead.kit.event;

import dev.fairlead.kit.sql.Sql;
import io.smallrye.mutiny.Uni;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import org.hibernate.reactive.mutiny.Mutiny;

/** Remembers which events have had their effect, in the transaction of that effect. */
public final class Inbox {

  private static final String TAKE =
      """
      insert into inbox (event_id)
      select id from unnest($1::text[]) as id order by id
      on conflict do nothing
      returning event_id
      """;

  private Inbox() {}

  /** Records the ids and answers those that were not there yet. */
  public static Uni<Set<String>> take(Mutiny.Session session, Collection<String> ids) {
    return Sql.on(session)
        .list(
            TAKE, row -> row.getString(0), (Object) ids.stream().distinct().toArray(String[]::new))
        .map(HashSet::new);
  }
}
