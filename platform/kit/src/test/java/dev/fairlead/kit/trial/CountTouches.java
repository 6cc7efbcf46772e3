package dev.fairlead.kit.trial;

import dev.fairlead.events.Event;
import dev.fairlead.events.LeadEvent;
import dev.fairlead.kit.event.Ending;
import dev.fairlead.kit.event.Envelope;
import dev.fairlead.kit.event.EventHandler;
import dev.fairlead.kit.event.EventLog;
import dev.fairlead.kit.event.Fact;
import dev.fairlead.kit.sql.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.hibernate.reactive.mutiny.Mutiny;

/** Keeps a row per touch and says so; the table refuses the product line {@code poison}. */
@ApplicationScoped
class CountTouches implements EventHandler {

  private final EventLog log;

  CountTouches(EventLog log) {
    this.log = log;
  }

  @Override
  public Set<Class<? extends Event>> interests() {
    return Set.of(LeadEvent.Touched.class);
  }

  @Override
  public Uni<List<Ending>> apply(Mutiny.Session session, List<Envelope> events) {
    List<LeadEvent.Touched> touches =
        events.stream().map(e -> (LeadEvent.Touched) e.event()).toList();
    List<Fact> facts =
        events.stream()
            .map(e -> Fact.of(new LeadEvent.Withdrawn(e.event().key()), e.flow(), e.time()))
            .toList();
    return log.append(session, facts)
        .chain(
            () ->
                Sql.on(session)
                    .update(
                        "insert into touch select * from unnest($1::text[], $2::text[])",
                        Sql.texts(touches, LeadEvent.Touched::leadId),
                        Sql.texts(touches, LeadEvent.Touched::productLine)))
        .replaceWith(() -> Collections.nCopies(events.size(), Ending.APPLIED));
  }
}
