package dev.fairlead.pool;

import dev.fairlead.events.OwnershipEvent;
import dev.fairlead.kit.event.Ending;
import dev.fairlead.kit.event.Envelope;
import dev.fairlead.kit.event.EventLog;
import dev.fairlead.pool.adapter.Claims;
import dev.fairlead.pool.adapter.Custodies;
import dev.fairlead.pool.adapter.Leads;
import dev.fairlead.pool.adapter.PooledLeads;
import dev.fairlead.pool.adapter.Pools;
import dev.fairlead.pool.adapter.Roster;
import dev.fairlead.pool.adapter.Suspensions;
import dev.fairlead.pool.adapter.Tenures;
import dev.fairlead.pool.domain.Configuration;
import dev.fairlead.pool.domain.Custody;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Follows the ledger: clocks of owners, leads released to a pool, answers to claims. A batch costs
 * the same number of statements however many events it has.
 */
@ApplicationScoped
public class FollowLedger {

  private final Pools pools;
  private final Custodies custodies;
  private final PooledLeads pooledLeads;
  private final Claims claims;
  private final Tenures tenures;
  private final Leads leads;
  private final Roster roster;
  private final Suspensions suspensions;
  private final KeepHistory keepHistory;
  private final EventLog log;
  private final Clock clock;

  FollowLedger(
      Pools pools,
      Custodies custodies,
      PooledLeads pooledLeads,
      Claims claims,
      Tenures tenures,
      Leads leads,
      Roster roster,
      Suspensions suspensions,
      KeepHistory keepHistory,
      EventLog log,
      Clock clock) {
    this.pools = pools;
    this.custodies = custodies;
    this.pooledLeads = pooledLeads;
    this.claims = claims;
    this.tenures = tenures;
    this.leads = leads;
    this.roster = roster;
    this.suspensions = suspensions;
    this.keepHistory = keepHistory;
    this.log = log;
    this.clock = clock;
  }

  /** Applies facts of the ledger in their order; one ending each. */
  public Uni<List<Ending>> apply(Mutiny.Session session, List<Envelope> batch) {
    if (batch.isEmpty()) {
      return Uni.createFrom().item(List.of());
    }
    return pools
        .configuration(session)
        .chain(
            configuration ->
                open(session, batch, configuration)
                    .chain(
                        book -> {
                          List<Ending> endings = new ArrayList<>(batch.size());
                          for (Envelope envelope : batch) {
                            endings.add(
                                envelope.event() instanceof OwnershipEvent event
                                    ? book.on(envelope, event)
                                    : Ending.NOT_FOR_US);
                          }
                          return close(session, book, configuration)
                              .chain(
                                  () ->
                                      keepHistory.note(session, batch, endings, book.placedLeads()))
                              .replaceWith(endings);
                        }));
  }

  private Uni<LedgerBook> open(
      Mutiny.Session session, List<Envelope> batch, Configuration configuration) {
    List<String> leadIds = batch.stream().map(e -> e.event().key()).distinct().sorted().toList();
    List<String> causes =
        batch.stream().map(Envelope::causationId).filter(Objects::nonNull).distinct().toList();
    List<String> described =
        batch.stream()
            .filter(e -> LedgerBook.asksFacts(e.event()))
            .map(e -> e.event().key())
            .distinct()
            .toList();
    return custodies
        .lock(session, leadIds)
        .chain(
            held ->
                pooledLeads
                    .lock(session, leadIds)
                    .chain(
                        pooled ->
                            claims
                                .find(session, causes)
                                .chain(
                                    found ->
                                        surroundings(session, batch, held, described)
                                            .map(
                                                around ->
                                                    new LedgerBook(
                                                        held,
                                                        pooled,
                                                        found,
                                                        around,
                                                        configuration,
                                                        clock.instant())))));
  }

  private Uni<LedgerBook.Surroundings> surroundings(
      Mutiny.Session session,
      List<Envelope> batch,
      Map<String, Custody> held,
      List<String> described) {
    Set<String> reps = new TreeSet<>();
    batch.forEach(e -> LedgerBook.ownerIn(e.event()).ifPresent(reps::add));
    held.values().forEach(c -> Optional.ofNullable(c.owner()).ifPresent(reps::add));
    return leads
        .facts(session, described)
        .chain(
            facts ->
                roster
                    .conditions(session)
                    .chain(
                        conditions ->
                            roster
                                .calendars(session, reps)
                                .map(
                                    calendars ->
                                        new LedgerBook.Surroundings(
                                            facts, conditions, calendars))));
  }

  private Uni<Void> close(Mutiny.Session session, LedgerBook book, Configuration configuration) {
    return custodies
        .save(session, book.changedCustodies(), book.calendars())
        .chain(() -> pooledLeads.remove(session, book.unpooledLeads()))
        .chain(() -> pooledLeads.save(session, book.pooledLeads(), configuration.version()))
        .chain(() -> claims.answer(session, book.answeredClaims()))
        .chain(() -> tenures.end(session, book.endedTenures()))
        .chain(() -> tenures.begin(session, book.newTenures()))
        .chain(() -> suspensions.save(session, book.newPenalties()))
        .chain(() -> log.append(session, book.facts()));
  }
}
