package dev.fairlead.pool.adapter;

import dev.fairlead.events.Event;
import dev.fairlead.events.LeadEvent;
import dev.fairlead.events.OwnershipEvent;
import dev.fairlead.events.RosterEvent;
import dev.fairlead.kit.event.Ending;
import dev.fairlead.kit.event.Envelope;
import dev.fairlead.kit.event.EventHandler;
import dev.fairlead.pool.FollowLedger;
import dev.fairlead.pool.FollowTouches;
import dev.fairlead.pool.KeepLeads;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.hibernate.reactive.mutiny.Mutiny;

/** Kafka in: the roster and the leads are kept, the ledger and later touches are followed. */
@ApplicationScoped
class PoolEvents implements EventHandler {

  private static final Set<Class<? extends Event>> INTERESTS =
      Set.of(
          LeadEvent.Received.class,
          LeadEvent.Erased.class,
          LeadEvent.Touched.class,
          RosterEvent.Rep.class,
          RosterEvent.Team.class,
          RosterEvent.Region.class,
          RosterEvent.Calendar.class,
          OwnershipEvent.Granted.class,
          OwnershipEvent.Refused.class,
          OwnershipEvent.Accepted.class,
          OwnershipEvent.Activity.class,
          OwnershipEvent.Extended.class,
          OwnershipEvent.Transferred.class,
          OwnershipEvent.Released.class,
          OwnershipEvent.Closed.class,
          OwnershipEvent.Locked.class,
          OwnershipEvent.Unlocked.class,
          OwnershipEvent.Appointment.class,
          OwnershipEvent.Opportunity.class,
          OwnershipEvent.DisputeOpened.class,
          OwnershipEvent.DisputeDecided.class,
          OwnershipEvent.Penalty.class);

  private final Roster roster;
  private final KeepLeads keepLeads;
  private final FollowLedger followLedger;
  private final FollowTouches followTouches;

  PoolEvents(
      Roster roster, KeepLeads keepLeads, FollowLedger followLedger, FollowTouches followTouches) {
    this.roster = roster;
    this.keepLeads = keepLeads;
    this.followLedger = followLedger;
    this.followTouches = followTouches;
  }

  @Override
  public Set<Class<? extends Event>> interests() {
    return INTERESTS;
  }

  /** The roster first: claims lock reps before leads, and so must this. */
  @Override
  public Uni<List<Ending>> apply(Mutiny.Session session, List<Envelope> events) {
    List<RosterEvent> entities = of(events, RosterEvent.class);
    List<LeadEvent> leads = of(events, LeadEvent.class);
    List<Envelope> touches =
        events.stream().filter(e -> e.event() instanceof LeadEvent.Touched).toList();
    List<Envelope> ledger =
        events.stream().filter(e -> e.event() instanceof OwnershipEvent).toList();
    return (entities.isEmpty() ? Uni.createFrom().voidItem() : roster.save(session, entities))
        .chain(() -> keepLeads.apply(session, leads))
        .chain(() -> followLedger.apply(session, ledger))
        .call(() -> followTouches.apply(session, touches))
        .map(endings -> merge(events, endings.iterator()));
  }

  private static <T> List<T> of(List<Envelope> events, Class<T> type) {
    return events.stream().map(Envelope::event).filter(type::isInstance).map(type::cast).toList();
  }

  private static List<Ending> merge(List<Envelope> events, Iterator<Ending> ofLedger) {
    return events.stream()
        .map(e -> e.event() instanceof OwnershipEvent ? ofLedger.next() : Ending.APPLIED)
        .toList();
  }
}
