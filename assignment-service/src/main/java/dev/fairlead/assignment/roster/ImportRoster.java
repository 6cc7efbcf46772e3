package dev.fairlead.assignment.roster;

import dev.fairlead.assignment.AssignmentState;
import dev.fairlead.assignment.roster.ChangeRoster.Step;
import dev.fairlead.assignment.roster.adapter.RosterEntries;
import dev.fairlead.assignment.roster.adapter.RosterEntries.Entry;
import dev.fairlead.kit.event.Flow;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny;

/** Enters and changes many reps at once, each for itself right or wrong. */
@ApplicationScoped
public class ImportRoster {

  private final RosterEntries entries;
  private final ChangeRoster changes;

  ImportRoster(RosterEntries entries, ChangeRoster changes) {
    this.entries = entries;
    this.changes = changes;
  }

  /**
   * Imports; runs in the caller's transaction.
   *
   * @param ids of all entities that may be changed
   * @param chosen picks the steps that are right, knowing the present entities by id
   */
  public Uni<List<ChangeRoster.Changed>> run(
      Mutiny.Session session,
      Collection<String> ids,
      Function<Map<String, Entry>, List<Step>> chosen,
      Flow flow,
      Instant now) {
    return AssignmentState.take(session)
        .chain(() -> entries.all(session, ids))
        .map(
            found -> {
              Map<String, Entry> known = new HashMap<>();
              found.forEach(entry -> known.put(entry.id(), entry));
              return chosen.apply(known);
            })
        .chain(steps -> changes.all(session, steps, flow, now));
  }
}
