package dev.fairlead.ownership;

import dev.fairlead.kit.event.EventLog;
import dev.fairlead.ownership.adapter.Custodies;
import dev.fairlead.ownership.adapter.Entries;
import dev.fairlead.ownership.adapter.Holders;
import dev.fairlead.ownership.adapter.Roster;
import dev.fairlead.ownership.adapter.Settings;
import dev.fairlead.ownership.adapter.Standing;
import dev.fairlead.ownership.domain.Custody;
import dev.fairlead.ownership.domain.Holdings;
import dev.fairlead.ownership.domain.Ledger;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * Opens the ledger at some leads and writes back what was noted, within the caller's transaction
 * and with a constant number of statements. Everybody locks leads before holders, and both in one
 * order, so that nobody waits for each other.
 */
@ApplicationScoped
class Shelf {

  private final Custodies custodies;
  private final Entries entries;
  private final Roster roster;
  private final Settings settings;
  private final Holders holders;
  private final EventLog log;
  private final Witnesses witnesses;

  Shelf(
      Custodies custodies,
      Entries entries,
      Roster roster,
      Settings settings,
      Holders holders,
      EventLog log,
      Witnesses witnesses) {
    this.custodies = custodies;
    this.entries = entries;
    this.roster = roster;
    this.settings = settings;
    this.holders = holders;
    this.log = log;
    this.witnesses = witnesses;
  }

  /**
   * Locks the leads, meets the new ones, and looks up their owners and the given reps.
   *
   * @param receivers who may be given a lead
   */
  Uni<Book> open(Mutiny.Session session, Collection<String> leadIds, Set<String> receivers) {
    return custodies.lockOrMeet(session, leadIds).chain(found -> book(session, found, receivers));
  }

  /** A book on leads that are locked already. */
  Uni<Book> book(Mutiny.Session session, Map<String, Standing> found, Set<String> receivers) {
    return book(session, found, receivers, false);
  }

  /** The same, with what the receivers hold counted even where there is no cap. */
  Uni<Book> counted(Mutiny.Session session, Map<String, Standing> found, Set<String> receivers) {
    return book(session, found, receivers, true);
  }

  private Uni<Book> book(
      Mutiny.Session session, Map<String, Standing> found, Set<String> receivers, boolean count) {
    Set<String> people =
        Stream.concat(receivers.stream(), found.values().stream().map(s -> owner(s.custody())))
            .filter(Objects::nonNull)
            .collect(Collectors.toSet());
    return settings
        .inForce(session)
        .chain(
            now ->
                roster
                    .members(session, people)
                    .chain(
                        members ->
                            holdings(session, receivers, now.caps(), count)
                                .map(
                                    holdings ->
                                        new Book(
                                            new Ledger(now.settings().acceptTries()),
                                            found,
                                            members,
                                            roster.defaultCalendar(),
                                            holdings))));
  }

  private Uni<Holdings> holdings(
      Mutiny.Session session, Set<String> receivers, Holdings.Caps caps, boolean count) {
    return receivers.isEmpty() || !(count || caps.any())
        ? Uni.createFrom().item(new Holdings(Holdings.Caps.NONE, Map.of()))
        : holders.of(session, receivers, caps);
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
