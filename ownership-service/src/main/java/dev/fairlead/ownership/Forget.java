package dev.fairlead.ownership;

import dev.fairlead.kit.sql.Sql;
import dev.fairlead.ownership.adapter.Activities;
import dev.fairlead.ownership.adapter.Entries;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Takes away the words people typed about leads whose person is to be forgotten: notes, reasons,
 * and the copies of reasons in the event log. The facts and their hashes stay.
 */
@ApplicationScoped
class Forget {

  private static final String LOGGED =
      """
      update event_log set payload = jsonb_set(payload::jsonb, '{reason}', '"(erased)"')::text
      where key = any($1::text[]) and causation_id is null and payload::jsonb ? 'reason'
        and type not like '%.penalty.%'
      """;

  private final Entries entries;
  private final Activities activities;

  Forget(Entries entries, Activities activities) {
    this.entries = entries;
    this.activities = activities;
  }

  Uni<Void> leads(Mutiny.Session session, List<String> leadIds) {
    if (leadIds.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    return entries
        .forget(session, leadIds)
        .chain(() -> activities.forget(session, leadIds))
        .chain(() -> Sql.on(session).update(LOGGED, (Object) leadIds.toArray(String[]::new)))
        .replaceWithVoid();
  }
}
