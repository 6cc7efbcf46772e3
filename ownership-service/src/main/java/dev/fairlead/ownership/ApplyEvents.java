package dev.fairlead.ownership;

import dev.fairlead.events.AssignmentEvent;
import dev.fairlead.events.Event;
import dev.fairlead.events.LeadEvent;
import dev.fairlead.events.OwnershipEvent;
import dev.fairlead.events.PoolEvent;
import dev.fairlead.events.RosterEvent;
import dev.fairlead.kit.event.Ending;
import dev.fairlead.kit.event.Envelope;
import dev.fairlead.kit.event.EventHandler;
import dev.fairlead.kit.event.Fact;
import dev.fairlead.ownership.adapter.LedgerEvents;
import dev.fairlead.ownership.adapter.Roster;
import dev.fairlead.ownership.adapter.Settings;
import dev.fairlead.ownership.domain.LedgerCommand;
import dev.fairlead.ownership.domain.Outcome;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Applies what the other services publish: their proposals, new leads, the roster. */
@ApplicationScoped
class ApplyEvents implements EventHandler {

  private final Shelf shelf;
  private final Roster roster;
  private final Settings settings;
  private final Forget forget;
  private final Witnesses witnesses;
  private final LedgerClock clock;

  ApplyEvents(
      Shelf shelf,
      Roster roster,
      Settings settings,
      Forget forget,
      Witnesses witnesses,
      LedgerClock clock) {
    this.shelf = shelf;
    this.roster = roster;
    this.settings = settings;
    this.forget = forget;
    this.witnesses = witnesses;
    this.clock = clock;
  }

  @Override
  public Set<Class<? extends Event>> interests() {
    return Set.of(
        LeadEvent.Received.class,
        LeadEvent.Erased.class,
        LeadEvent.Touched.class,
        AssignmentEvent.Assigned.class,
        AssignmentEvent.Pooled.class,
        PoolEvent.Claimed.class,
        PoolEvent.Lapsed.class,
        PoolEvent.Recalled.class,
        PoolEvent.Pooled.class,
        PoolEvent.Moved.class,
        PoolEvent.Archived.class,
        PoolEvent.Restored.class,
        PoolEvent.Settings.class,
        RosterEvent.Rep.class,
        RosterEvent.Team.class,
        RosterEvent.Calendar.class);
  }

  @Override
  public Uni<List<Ending>> apply(Mutiny.Session session, List<Envelope> events) {
    List<String> leads =
        events.stream().map(e -> lead(e.event())).filter(l -> !l.isEmpty()).distinct().toList();
    Set<String> reps =
        events.stream()
            .map(e -> rep(e.event()))
            .filter(r -> !r.isEmpty())
            .collect(Collectors.toSet());
    return keepRoster(session, events)
        .chain(() -> keepCaps(session, events))
        .chain(() -> forget(session, events))
        .chain(() -> shelf.open(session, leads, reps))
        .call(book -> witnesses.saw(session, events))
        .chain(
            book -> {
              List<Ending> endings = events.stream().map(e -> apply(book, e)).toList();
              return shelf.close(session, book).replaceWith(endings);
            });
  }

  private Uni<Void> keepRoster(Mutiny.Session session, List<Envelope> events) {
    return Multi.createFrom()
        .iterable(events)
        .filter(e -> e.event() instanceof RosterEvent)
        .onItem()
        .transformToUniAndConcatenate(e -> roster.keep(session, (RosterEvent) e.event()))
        .collect()
        .asList()
        .replaceWithVoid();
  }

  private Uni<Void> keepCaps(Mutiny.Session session, List<Envelope> events) {
    return Multi.createFrom()
        .iterable(events)
        .filter(e -> e.event() instanceof PoolEvent.Settings)
        .onItem()
        .transformToUniAndConcatenate(
            e -> settings.keep(session, (PoolEvent.Settings) e.event(), e.time()))
        .collect()
        .asList()
        .replaceWithVoid();
  }

  private Uni<Void> forget(Mutiny.Session session, List<Envelope> events) {
    List<String> erased =
        events.stream()
            .filter(e -> e.event() instanceof LeadEvent.Erased)
            .map(e -> e.event().key())
            .toList();
    return forget.leads(session, erased);
  }

  private Ending apply(Book book, Envelope e) {
    return switch (e.event()) {
      case LeadEvent.Received r -> r.test() ? Ending.NOT_FOR_US : Ending.APPLIED;
      case AssignmentEvent.Assigned a ->
          propose(book, e, "assigned", a.epoch(), a.repId(), assign(a));
      case AssignmentEvent.Pooled p ->
          propose(
              book,
              e,
              "pooled",
              p.epoch(),
              null,
              new LedgerCommand.ToPool(p.epoch(), p.pool(), p.reason()));
      case PoolEvent.Claimed c -> propose(book, e, "claimed", c.epoch(), c.repId(), claim(c));
      case PoolEvent.Lapsed l ->
          propose(
              book,
              e,
              "lapsed",
              l.epoch(),
              l.owner(),
              new LedgerCommand.Lapse(l.epoch(), l.deadline(), l.reason(), l.basis(), l.to()));
      case PoolEvent.Recalled r ->
          propose(
              book,
              e,
              "recalled",
              r.epoch(),
              null,
              new LedgerCommand.Recall(r.epoch(), r.reason()));
      case PoolEvent.Pooled p ->
          placed(book.place(p.leadId(), p.epoch(), p.pool(), act(operator(e), e)));
      case PoolEvent.Moved m -> placed(book.place(m.leadId(), null, m.to(), act(m.operator(), e)));
      default -> Ending.APPLIED;
    };
  }

  private static LedgerCommand assign(AssignmentEvent.Assigned a) {
    return new LedgerCommand.Assign(
        a.epoch(),
        a.repId(),
        a.teamId(),
        LedgerEvents.grant(a),
        LedgerEvents.terms(a.terms()),
        LedgerEvents.helpers(a));
  }

  private static LedgerCommand claim(PoolEvent.Claimed c) {
    return new LedgerCommand.Claim(
        c.epoch(), c.repId(), null, c.cause(), LedgerEvents.terms(c.terms()));
  }

  private Ending propose(
      Book book,
      Envelope e,
      String proposal,
      long epoch,
      @Nullable String rep,
      LedgerCommand command) {
    String lead = e.event().key();
    Act act = act(operator(e), e);
    return switch (book.apply(lead, command, act)) {
      case Outcome.Applied applied -> Ending.APPLIED;
      case Outcome.Refused refused -> {
        book.say(
            Fact.of(
                new OwnershipEvent.Refused(
                    lead,
                    proposal,
                    refused.reason().code(),
                    book.custody(lead).epoch(),
                    epoch,
                    rep),
                e.flow(),
                act.now()));
        yield refused.reason() == Outcome.Refusal.STALE ? Ending.STALE : Ending.APPLIED;
      }
    };
  }

  private Act act(String operator, Envelope e) {
    return new Act(operator, e.flow(), now(e));
  }

  /** Never earlier than the proposal, so that a slow clock here does not call it premature. */
  private Instant now(Envelope e) {
    Instant now = clock.now();
    return e.event() instanceof PoolEvent.Lapsed
        ? laterOf(now, e.time().truncatedTo(ChronoUnit.MILLIS))
        : now;
  }

  private static Instant laterOf(Instant a, Instant b) {
    return a.isAfter(b) ? a : b;
  }

  private static String operator(Envelope e) {
    if (e.event() instanceof PoolEvent.Claimed c) {
      String by = c.operator();
      return by == null ? c.repId() : by;
    }
    return e.source().substring(e.source().lastIndexOf('/') + 1);
  }

  private static Ending placed(boolean matched) {
    return matched ? Ending.APPLIED : Ending.STALE;
  }

  /** The lead an event is about; empty for none, and for test leads, which nobody owns. */
  private static String lead(Event event) {
    return switch (event) {
      case RosterEvent r -> "";
      case PoolEvent.Settings s -> "";
      case LeadEvent.Received r when r.test() -> "";
      default -> event.key();
    };
  }

  private static String rep(Event event) {
    return switch (event) {
      case AssignmentEvent.Assigned a -> a.repId();
      case PoolEvent.Claimed c -> c.repId();
      default -> "";
    };
  }
}
