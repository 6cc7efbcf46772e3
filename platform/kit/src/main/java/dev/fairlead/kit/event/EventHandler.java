package dev.fairlead.kit.event;

import dev.fairlead.events.Event;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Set;
import org.hibernate.reactive.mutiny.Mutiny;

/** What a service does with events. Each service has exactly one. */
public interface EventHandler {

  /** The events it wants; all others end as not for us, unread. */
  Set<Class<? extends Event>> interests();

  /**
   * Applies events in the transaction of the given session, facts that follow from them included.
   * The events are new to this service and stand in partition order. A failure rolls all of them
   * back; the caller then tries them one by one.
   *
   * @return one ending per event, in the same order
   */
  Uni<List<Ending>> apply(Mutiny.Session session, List<Envelope> events);
}
