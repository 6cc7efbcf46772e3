package dev.fairlead.ownership;

import dev.fairlead.kit.event.EventLog;
import dev.fairlead.ownership.adapter.Custodies;
import dev.fairlead.ownership.adapter.Entries;
import dev.fairlead.ownership.adapter.Roster;
import dev.fairlead.ownership.domain.Custody;
import dev.fairlead.ownership.domain.Ledger;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * Opens the ledger at some leads and writes back what was noted, within the caller's transaction.
 */
@ApplicationScoped
class Shelf {

  private final Custodies custodies;
  private final Entries entries;
  private final Roster roster;
  private final EventLog log;
  private final Witnesses witnesses;
  private final Ledger ledger;

  Shelf(
      Custodies custodies,
      Entries entries,
      Roster roster,
      EventLog log,
      Witnesses witnesses,
      @ConfigProperty(name = "fairlead.ownership.accept-tries") int acceptTries) {
    this.custodies = custodies;
    this.entries = entries;
    this.roster = roster;
    this.log = log;
    this.witnesses = witnesses;
    this.ledger = new Ledger(acceptTries);
  }

  /** Locks the leads, meets the new ones, and looks up their owners and the given reps. */
  Uni<Book> open(Mutiny.Session session, Collection<String> leadIds, Set<String> reps) {
    return custodies.lockOrMeet(session, leadIds).chain(found -> book(session, found, reps));
  }

  /** A book on custodies that are locked already. */
  Uni<Book> book(Mutiny.Session session, Map<String, Custody> found, Set<String> reps) {
    Set<String> people =
        Stream.concat(reps.stream(), found.values().stream().map(Shelf::owner))
            .filter(Objects::nonNull)
            .collect(Collectors.toSet());
    return roster
        .members(session, people)
        .map(members -> new Book(ledger, found, members, roster.defaultCalendar()));
  }

  /** Writes what the book noted. */
  Uni<Void> close(Mutiny.Session session, Book book) {
    return custodies
        .save(session, book.changed())
        .chain(() -> entries.append(session, book.entries()))
        .chain(() -> witnesses.noted(session, book.entries(), book.facts()))
        .chain(() -> log.append(session, book.facts()));
  }

  private static @Nullable String owner(Custody custody) {
    return custody instanceof Custody.Owned o ? o.owner() : null;
  }
}
