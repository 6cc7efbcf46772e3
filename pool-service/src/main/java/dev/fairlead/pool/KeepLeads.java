package dev.fairlead.pool;

import dev.fairlead.events.LeadEvent;
import dev.fairlead.pool.adapter.Histories;
import dev.fairlead.pool.adapter.Leads;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;

/** Keeps what leads are, and forgets who they are when they are erased. */
@ApplicationScoped
public class KeepLeads {

  private final Leads leads;
  private final Histories histories;

  KeepLeads(Leads leads, Histories histories) {
    this.leads = leads;
    this.histories = histories;
  }

  /** Applies facts of the intake. */
  public Uni<Void> apply(Mutiny.Session session, List<LeadEvent> events) {
    List<LeadEvent.Received> received =
        events.stream()
            .filter(LeadEvent.Received.class::isInstance)
            .map(LeadEvent.Received.class::cast)
            .toList();
    List<String> erased =
        events.stream().filter(LeadEvent.Erased.class::isInstance).map(LeadEvent::leadId).toList();
    List<String> touched =
        events.stream().filter(LeadEvent.Touched.class::isInstance).map(LeadEvent::leadId).toList();
    return (received.isEmpty() ? done() : leads.save(session, received))
        .chain(() -> erased.isEmpty() ? done() : leads.erase(session, erased))
        .chain(() -> histories.worked(session, touched, List.of()));
  }

  private static Uni<Void> done() {
    return Uni.createFrom().voidItem();
  }
}
