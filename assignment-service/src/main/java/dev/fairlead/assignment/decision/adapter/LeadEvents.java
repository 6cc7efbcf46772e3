package dev.fairlead.assignment.decision.adapter;

import dev.fairlead.assignment.decision.DecideLeads;
import dev.fairlead.assignment.decision.Docket;
import dev.fairlead.assignment.decision.domain.Custody;
import dev.fairlead.events.AssignmentEvent;
import dev.fairlead.events.Event;
import dev.fairlead.events.LeadEvent;
import dev.fairlead.events.NotificationEvent;
import dev.fairlead.events.OwnershipEvent;
import dev.fairlead.events.PoolEvent;
import dev.fairlead.events.RosterEvent;
import dev.fairlead.kit.event.Ending;
import dev.fairlead.kit.event.Envelope;
import dev.fairlead.kit.event.EventHandler;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.hibernate.reactive.mutiny.Mutiny;

/** What happens to leads: new ones, and what the ledger says of them. */
@ApplicationScoped
public class LeadEvents implements EventHandler {

  private final Leads leads;
  private final Custodies custodies;
  private final Offers offers;
  private final DecideLeads decide;

  LeadEvents(Leads leads, Custodies custodies, Offers offers, DecideLeads decide) {
    this.leads = leads;
    this.custodies = custodies;
    this.offers = offers;
    this.decide = decide;
  }

  @Override
  public Set<Class<? extends Event>> interests() {
    return Set.of(
        LeadEvent.Received.class,
        OwnershipEvent.Granted.class,
        OwnershipEvent.Transferred.class,
        OwnershipEvent.Released.class,
        OwnershipEvent.Closed.class,
        OwnershipEvent.Refused.class);
  }

  @Override
  public Uni<List<Ending>> apply(Mutiny.Session session, List<Envelope> events) {
    List<String> ids =
        events.stream()
            .map(Envelope::event)
            .filter(event -> !isTest(event))
            .map(Event::key)
            .toList();
    Instant now = Instant.now();
    return custodies
        .meet(session, ids)
        .chain(
            locked -> {
              Batch batch = new Batch(new Docket(locked), now);
              List<Ending> endings = events.stream().map(batch::on).toList();
              return batch.write(session).replaceWith(endings);
            });
  }

  private static boolean isTest(Event event) {
    return event instanceof LeadEvent.Received received && received.test();
  }

  /** The events of one transaction, folded into its docket. */
  private final class Batch {
    private final Docket docket;
    private final Instant now;
    private final List<LeadEvent.Received> news = new ArrayList<>();
    private final List<Offers.Offer> capped = new ArrayList<>();
    private final Set<String> newStage = new HashSet<>();

    Batch(Docket docket, Instant now) {
      this.docket = docket;
      this.now = now;
    }

    Uni<Void> write(Mutiny.Session session) {
      return leads
          .add(session, news, now)
          .chain(() -> offers.capped(session, capped))
          .chain(() -> offers.forget(session, newStage))
          .chain(() -> decide.run(session, docket, now));
    }

    Ending on(Envelope envelope) {
      return switch (envelope.event()) {
        case LeadEvent.Received lead -> received(lead, envelope);
        case OwnershipEvent.Granted fact ->
            moved(fact.leadId(), fact.epoch(), custody(fact).owned(fact.epoch(), fact.owner()));
        case OwnershipEvent.Transferred fact ->
            moved(fact.leadId(), fact.epoch(), custody(fact).owned(fact.epoch(), fact.to()));
        case OwnershipEvent.Closed fact ->
            moved(fact.leadId(), fact.epoch(), custody(fact).closed(fact.epoch()));
        case OwnershipEvent.Released fact -> released(fact, envelope);
        case OwnershipEvent.Refused fact -> refused(fact, envelope);
        case LeadEvent other -> Ending.NOT_FOR_US;
        case OwnershipEvent other -> Ending.NOT_FOR_US;
        case AssignmentEvent other -> Ending.NOT_FOR_US;
        case RosterEvent other -> Ending.NOT_FOR_US;
        case PoolEvent other -> Ending.NOT_FOR_US;
        case NotificationEvent other -> Ending.NOT_FOR_US;
      };
    }

    private Custody custody(OwnershipEvent fact) {
      return docket.custody(fact.leadId());
    }

    private Ending received(LeadEvent.Received lead, Envelope envelope) {
      if (lead.test()) {
        return Ending.NOT_FOR_US;
      }
      news.add(lead);
      Custody custody = docket.custody(lead.leadId()).of(envelope.correlationId());
      docket.put(custody);
      if (custody.awaitsDecision()) {
        docket.ask(new Docket.Ask(lead.leadId(), envelope.flow(), false));
      }
      return custody.state() == Custody.State.ASSIGNING ? Ending.APPLIED : Ending.STALE;
    }

    private Ending moved(String leadId, long epoch, Custody next) {
      if (docket.custody(leadId).isPast(epoch)) {
        return Ending.STALE;
      }
      docket.put(next);
      return Ending.APPLIED;
    }

    private Ending released(OwnershipEvent.Released fact, Envelope envelope) {
      Custody custody = custody(fact);
      if (!fact.to().equals("assignment")) {
        return moved(fact.leadId(), fact.epoch(), custody.pooled(fact.epoch()));
      }
      Ending ending =
          moved(fact.leadId(), fact.epoch(), custody.assigning(fact.epoch(), fact.stage()));
      if (ending == Ending.APPLIED) {
        if (fact.stage() != null) {
          newStage.add(fact.leadId());
        }
        docket.ask(new Docket.Ask(fact.leadId(), envelope.flow(), false));
      }
      return ending;
    }

    private Ending refused(OwnershipEvent.Refused fact, Envelope envelope) {
      Custody custody = custody(fact);
      boolean ours = fact.proposal().equals("assigned") || fact.proposal().equals("pooled");
      if (!ours) {
        return Ending.NOT_FOR_US;
      }
      if (custody.phase() != Custody.Phase.PROPOSED || custody.epoch() != fact.proposedEpoch()) {
        return Ending.STALE;
      }
      if (fact.reason().equals("stale") || fact.reason().equals("closed")) {
        docket.put(custody.refused());
      } else if (fact.proposal().equals("pooled")) {
        wait(custody, fact.reason());
      } else {
        decideAgain(custody, fact, envelope);
      }
      return Ending.APPLIED;
    }

    private void wait(Custody custody, String reason) {
      docket.put(
          custody.held(
              custody.decisionId(),
              new Custody.Waiting(reason, Set.of(), now, now.plusSeconds(60))));
    }

    private void decideAgain(Custody custody, OwnershipEvent.Refused fact, Envelope envelope) {
      String rep = fact.repId() == null ? custody.holder() : fact.repId();
      if (fact.reason().equals("cap") && rep != null) {
        capped.add(new Offers.Offer(fact.leadId(), rep, custody.epoch()));
      }
      docket.put(custody.refused());
      docket.ask(new Docket.Ask(fact.leadId(), envelope.flow(), false));
    }
  }
}
