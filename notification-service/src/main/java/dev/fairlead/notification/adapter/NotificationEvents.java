package dev.fairlead.notification.adapter;

import dev.fairlead.events.Event;
import dev.fairlead.events.EventType;
import dev.fairlead.events.RosterEvent;
import dev.fairlead.events.Topic;
import dev.fairlead.kit.event.Ending;
import dev.fairlead.kit.event.Envelope;
import dev.fairlead.kit.event.EventHandler;
import dev.fairlead.notification.ForwardEvents;
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
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;

/** Events in: the roster is kept, what concerns people is told, what webhooks want is passed on. */
@ApplicationScoped
public class NotificationEvents implements EventHandler {

  /** Everything: a webhook may want any event. Our own facts would come back as new ones. */
  private static final Set<Class<? extends Event>> INTERESTS =
      EventType.all().stream()
          .filter(type -> type.topic() != Topic.NOTIFICATION)
          .map(EventType::record)
          .collect(Collectors.toUnmodifiableSet());

  private final Roster roster;
  private final TellPeople tellPeople;
  private final ForwardEvents forwardEvents;

  NotificationEvents(Roster roster, TellPeople tellPeople, ForwardEvents forwardEvents) {
    this.roster = roster;
    this.tellPeople = tellPeople;
    this.forwardEvents = forwardEvents;
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
      happenings.get(i).map(h -> heard(envelope, h)).ifPresent(heard::add);
    }
    return roster
        .keep(session, events)
        .chain(() -> tellPeople.tell(session, heard))
        .chain(
            endings ->
                forwardEvents
                    .forward(session, events)
                    .map(wanted -> spread(events, happenings, endings.iterator(), wanted)));
  }

  private static Heard heard(Envelope envelope, Happening happening) {
    return new Heard(
        envelope.id(),
        EventType.of(envelope.event()).name(),
        envelope.time(),
        envelope.flow(),
        happening);
  }

  private static List<Ending> spread(
      List<Envelope> events,
      List<Optional<Happening>> happenings,
      Iterator<Ending> told,
      Set<String> wanted) {
    List<Ending> all = new ArrayList<>(events.size());
    for (int i = 0; i < events.size(); i++) {
      Envelope envelope = events.get(i);
      boolean kept =
          envelope.event() instanceof RosterEvent.Rep
              || envelope.event() instanceof RosterEvent.Team
              || wanted.contains(envelope.id());
      all.add(
          happenings.get(i).isPresent() ? told.next() : kept ? Ending.APPLIED : Ending.NOT_FOR_US);
    }
    return all;
  }
}
