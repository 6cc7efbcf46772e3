package dev.fairlead.assignment.roster.adapter;

import dev.fairlead.assignment.roster.domain.Roster;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.hibernate.reactive.mutiny.Mutiny;

/** The roster as of a version. What a version was never changes, so recent ones are kept. */
@ApplicationScoped
public class Rosters {

  private static final int KEPT = 8;

  private final RosterEntries entries;
  private final Map<Long, Roster> recent = new ConcurrentHashMap<>();

  Rosters(RosterEntries entries) {
    this.entries = entries;
  }

  /** The roster as it was at that version. */
  public Uni<Roster> at(Mutiny.Session session, long version) {
    Roster known = recent.get(version);
    if (known != null) {
      return Uni.createFrom().item(known);
    }
    return entries
        .asOf(session, version)
        .map(all -> RosterReader.read(version, all))
        .invoke(this::keep);
  }

  private void keep(Roster roster) {
    recent.put(roster.version(), roster);
    if (recent.size() > KEPT) {
      recent.keySet().stream().min(Long::compare).ifPresent(recent::remove);
    }
  }
}
