package dev.fairlead.intake.adapter;

import dev.fairlead.events.AssignmentEvent;
import dev.fairlead.events.Event;
import dev.fairlead.events.LeadEvent;
import dev.fairlead.events.NotificationEvent;
import dev.fairlead.events.OwnershipEvent;
import dev.fairlead.events.PoolEvent;
import dev.fairlead.events.RosterEvent;
import dev.fairlead.intake.FollowCustody;
import dev.fairlead.kit.event.Ending;
import dev.fairlead.kit.event.Envelope;
import dev.fairlead.kit.event.EventHandler;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hibernate.reactive.mutiny.Mutiny;

/** Kafka in: custody of our leads, the region tree, and who manages which team. */
@ApplicationScoped
class Events implements EventHandler {

  private final FollowCustody followCustody;
  private final RegionTree regionTree;
  private final Teams teams;

  Events(FollowCustody followCustody, RegionTree regionTree, Teams teams) {
    this.followCustody = followCustody;
    this.regionTree = regionTree;
    this.teams = teams;
  }

  @Override
  public Set<Class<? extends Event>> interests() {
    return Set.of(
        OwnershipEvent.Granted.class,
        OwnershipEvent.Transferred.class,
        OwnershipEvent.Released.class,
        OwnershipEvent.Closed.class,
        OwnershipEvent.HelperAdded.class,
        OwnershipEvent.HelperRemoved.class,
        RosterEvent.Region.class,
        RosterEvent.Team.class);
  }

  @Override
  public Uni<List<Ending>> apply(Mutiny.Session session, List<Envelope> envelopes) {
    List<OwnershipEvent> custody = new ArrayList<>();
    Map<String, RosterEvent> roster = new HashMap<>();
    for (Envelope envelope : envelopes) {
      switch (envelope.event()) {
        case OwnershipEvent event -> custody.add(event);
        case RosterEvent event -> roster.put(event.id(), event);
        case LeadEvent event -> notAsked(event);
        case AssignmentEvent event -> notAsked(event);
        case PoolEvent event -> notAsked(event);
        case NotificationEvent event -> notAsked(event);
      }
    }
    return saveAll(session, List.copyOf(roster.values()), 0)
        .chain(() -> followCustody.follow(session, custody))
        .map(endings -> merge(envelopes, endings));
  }

  /** The roster changes seldom, and only its newest state counts: one statement per entity. */
  private Uni<Void> saveAll(Mutiny.Session session, List<RosterEvent> events, int from) {
    return from == events.size()
        ? Uni.createFrom().voidItem()
        : save(session, events.get(from)).chain(() -> saveAll(session, events, from + 1));
  }

  private Uni<Void> save(Mutiny.Session session, RosterEvent event) {
    return switch (event) {
      case RosterEvent.Region tree -> regionTree.save(session, tree);
      case RosterEvent.Team team -> teams.save(session, team);
      case RosterEvent.Rep rep -> notAsked(rep);
      case RosterEvent.Calendar calendar -> notAsked(calendar);
    };
  }

  private static Uni<Void> notAsked(Event event) {
    throw new IllegalArgumentException("not asked for: " + event.getClass());
  }

  private static List<Ending> merge(List<Envelope> envelopes, List<Ending> custody) {
    List<Ending> endings = new ArrayList<>(envelopes.size());
    int next = 0;
    for (Envelope envelope : envelopes) {
      boolean ofCustody = envelope.event() instanceof OwnershipEvent;
      endings.add(ofCustody ? custody.get(next++) : Ending.APPLIED);
    }
    return endings;
  }
}
