package dev.fairlead.assignment.decision.adapter;

import dev.fairlead.events.Event;
import dev.fairlead.kit.event.*;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.*;
import org.hibernate.reactive.mutiny.Mutiny;

@ApplicationScoped
class Temp implements EventHandler {
  public Set<Class<? extends Event>> interests() { return Set.of(); }
  public Uni<List<Ending>> apply(Mutiny.Session s, List<Envelope> e) { return Uni.createFrom().item(List.of()); }
}
