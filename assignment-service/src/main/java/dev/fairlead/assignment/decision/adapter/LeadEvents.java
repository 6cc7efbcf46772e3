package dev.fairlead.assignment.decision.adapter;

import dev.fairlead.assignment.decision.DecideLeads;
import dev.fairlead.assignment.decision.Docket;
import dev.fairlead.assignment.decision.TakeUpWaiting;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.hibernate.reactive.mutiny.Mutiny;

/** What happens to leads: new ones, and what the ledger says of them. */
@ApplicationScoped
public class LeadEvents implements EventHandler {

  private final Leads leads;
  private final Custodies custodies;
  private final Offers offers;
  private final Decisions decisions;
  private final Touches touches;
  private final Endings results;
  private final DecideLeads decide;
  private final int batch;

  LeadEvents(
      Leads leads,
      Custodies custodies,
      Offers offers,
      Decisions decisions,
      Touches touches,
      Endings results,
      DecideLeads decide,
      @ConfigProperty(name = "fairlead.assignment.take-up.batch") int batch) {
    this.leads = leads;
    this.custodies = custodies;
    this.offers = offers;
    this.decisions = decisions;
    this.touches = touches;
    this.results = results;
    this.decide = decide;
    this.batch = batch;
  }

  @Override
  public Set<Class<? extends Event>> interests() {
    return Set.of(
        LeadEvent.Received.class,
        LeadEvent.Erased.class,
        LeadEvent.Withdrawn.class,
        OwnershipEvent.Activity.class,
        OwnershipEvent.HandedOff.class,
        OwnershipEvent.Penalty.class,
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
            .filter(event -> !isTest(event) && !(event instanceof OwnershipEvent.Penalty))
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
    private final Set<String> erased = new HashSet<>();
    private final List<Touches.Touch> contacts = new ArrayList<>();
    private final List<Endings.Ended> ended = new ArrayList<>();
    private final List<OwnershipEvent.Penalty> penalties = new ArrayList<>();
    private final Map<String, String> undone = new LinkedHashMap<>();

    Batch(Docket docket, Instant now) {
      this.docket = docket;
      this.now = now;
    }

    Uni<Void> write(Mutiny.Session session) {
      return leads
          .add(session, news, now)
          .chain(() -> leads.erase(session, erased))
          .chain(() -> decisions.forgetWords(session, erased))
          .chain(() -> offers.capped(session, capped))
          .chain(() -> offers.forget(session, newStage))
          .chain(() -> touches.add(session, contacts))
          .chain(() -> results.count(session, ended))
          .chain(() -> results.penalize(session, penalties))
          .chain(() -> decisions.undo(session, undone))
          .invoke(docket::credit)
          .chain(() -> waiting(session))
          .chain(() -> decide.run(session, docket, now));
    }

    /** What has waited comes before what is new, lest older leads starve. */
    private Uni<Void> waiting(Mutiny.Session session) {
      boolean room = docket.moves().values().stream().anyMatch(by -> by < 0);
      if (docket.asks().isEmpty() && !room) {
        return Uni.createFrom().voidItem();
      }
      return custodies
          .lockReady(session, now, room, batch)
          .invoke(found -> docket.first(found, TakeUpWaiting::ask))
          .replaceWithVoid();
    }

    Ending on(Envelope envelope) {
      return switch (envelope.event()) {
        case LeadEvent.Received lead -> received(lead, envelope);
        case OwnershipEvent.Granted fact ->
            moved(fact.leadId(), fact.epoch(), custody(fact).owned(fact.epoch(), fact.owner()));
        case OwnershipEvent.Transferred fact ->
            moved(fact.leadId(), fact.epoch(), custody(fact).owned(fact.epoch(), fact.to()));
        case OwnershipEvent.Closed fact -> closed(fact);
        case OwnershipEvent.Activity fact -> {
          contacts.add(new Touches.Touch(fact.leadId(), fact.repId(), fact.at()));
          yield Ending.APPLIED;
        }
        case OwnershipEvent.HandedOff fact -> handedOff(fact, envelope);
        case OwnershipEvent.Penalty fact -> penalty(fact);
        case LeadEvent.Erased fact -> {
          erased.add(fact.leadId());
          yield Ending.APPLIED;
        }
        case LeadEvent.Withdrawn fact -> withdrawn(fact);
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

    private Ending closed(OwnershipEvent.Closed fact) {
      Custody before = custody(fact);
      Ending ending = moved(fact.leadId(), fact.epoch(), before.closed(fact.epoch()));
      if (ending == Ending.APPLIED) {
        String owner = fact.owner() == null ? before.lastOwner() : fact.owner();
        boolean junk = fact.result().equals("invalid");
        if (!junk && owner != null) {
          ended.add(new Endings.Ended(fact.leadId(), owner, fact.result().equals("won")));
        }
        if (junk && before.decisionId() != null) {
          undone.put(before.decisionId(), "invalid");
        }
      }
      return ending;
    }

    /** The stage it goes on in; the release that follows, or has come, says when. */
    private Ending handedOff(OwnershipEvent.HandedOff fact, Envelope envelope) {
      Custody custody = custody(fact);
      if (fact.epoch() < custody.epoch() || fact.stage().equals(custody.stage())) {
        return Ending.STALE;
      }
      newStage.add(fact.leadId());
      if (fact.epoch() > custody.epoch()) {
        docket.put(custody.assigning(fact.epoch(), fact.stage()));
        docket.ask(new Docket.Ask(fact.leadId(), envelope.flow(), false));
      } else {
        docket.put(custody.inStage(fact.stage()));
      }
      return Ending.APPLIED;
    }

    private Ending penalty(OwnershipEvent.Penalty fact) {
      if (!fact.kind().equals("lower-weight")) {
        return Ending.NOT_FOR_US;
      }
      penalties.add(fact);
      return Ending.APPLIED;
    }

    /**
     * Nobody is to get a lead that its sender took back; the ledger says what else becomes of it.
     */
    private Ending withdrawn(LeadEvent.Withdrawn fact) {
      Custody custody = docket.custody(fact.leadId());
      boolean waits =
          custody.state() == Custody.State.ASSIGNING && custody.phase() == Custody.Phase.HELD;
      if (waits) {
        docket.put(custody.refused());
      }
      return waits ? Ending.APPLIED : Ending.NOT_FOR_US;
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
      if (custody.decisionId() != null) {
        undone.put(custody.decisionId(), "refused");
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
