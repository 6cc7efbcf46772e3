package dev.fairlead.notification.adapter;

import dev.fairlead.events.AssignmentEvent;
import dev.fairlead.events.Event;
import dev.fairlead.events.LeadEvent;
import dev.fairlead.events.OwnershipEvent;
import dev.fairlead.events.PoolEvent;
import dev.fairlead.events.RosterEvent;
import dev.fairlead.kit.event.Ending;
import dev.fairlead.kit.event.Envelope;
import dev.fairlead.kit.event.EventHandler;
import dev.fairlead.notification.Heard;
import dev.fairlead.notification.TellPeople;
import dev.fairlead.notification.domain.Happening;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hibernate.reactive.mutiny.Mutiny;

/** Events in: the roster is kept, everything else is told. */
@ApplicationScoped
public class NotificationEvents implements EventHandler {

  private static final Set<Class<? extends Event>> INTERESTS =
      Set.of(
          RosterEvent.Rep.class,
          RosterEvent.Team.class,
          LeadEvent.Received.class,
          LeadEvent.Touched.class,
          LeadEvent.Erased.class,
          AssignmentEvent.Held.class,
          OwnershipEvent.Granted.class,
          OwnershipEvent.Refused.class,
          OwnershipEvent.Transferred.class,
          OwnershipEvent.Released.class,
          OwnershipEvent.Closed.class,
          OwnershipEvent.HelperAdded.class,
          OwnershipEvent.HelperRemoved.class,
          OwnershipEvent.DisputeOpened.class,
          OwnershipEvent.DisputeDecided.class,
          OwnershipEvent.Violation.class,
          OwnershipEvent.Penalty.class,
          PoolEvent.Expiring.class,
          PoolEvent.ClaimLost.class);

  private final Roster roster;
  private final TellPeople tellPeople;

  NotificationEvents(Roster roster, TellPeople tellPeople) {
    this.roster = roster;
    this.tellPeople = tellPeople;
  }

  @Override
  public Set<Class<? extends Event>> interests() {
    return INTERESTS;
  }

  @Override
  public Uni<List<Ending>> apply(Mutiny.Session session, List<Envelope> events) {
    List<Optional<Happening>> happenings =
        events.stream().map(envelope -> Happenings.of(envelope.event())).toList();
    List<Heard> heard = new ArrayList<>();
    for (int i = 0; i < events.size(); i++) {
      Envelope envelope = events.get(i);
      happenings
          .get(i)
          .map(h -> new Heard(envelope.id(), envelope.time(), envelope.flow(), h))
          .ifPresent(heard::add);
    }
    return roster
        .keep(session, events)
        .chain(() -> tellPeople.tell(session, heard))
        .map(endings -> spread(events, happenings, endings.iterator()));
  }

  private static List<Ending> spread(
      List<Envelope> events, List<Optional<Happening>> happenings, Iterator<Ending> told) {
    List<Ending> all = new ArrayList<>(events.size());
    for (int i = 0; i < events.size(); i++) {
      boolean isRoster = events.get(i).event() instanceof RosterEvent;
      all.add(
          happenings.get(i).isPresent()
              ? told.next()
              : isRoster ? Ending.APPLIED : Ending.NOT_FOR_US);
    }
    return all;
  }
}
