package dev.fairlead.intake;

import dev.fairlead.intake.adapter.IdempotencyKeys;
import dev.fairlead.intake.adapter.Leads;
import dev.fairlead.intake.adapter.MeetingPoints;
import dev.fairlead.intake.adapter.RegionTree;
import dev.fairlead.intake.adapter.Submissions;
import dev.fairlead.intake.domain.Draft;
import dev.fairlead.intake.domain.Outcome;
import dev.fairlead.intake.domain.Recognition;
import dev.fairlead.intake.domain.Refusal;
import dev.fairlead.intake.domain.Regions;
import dev.fairlead.kit.Ids;
import dev.fairlead.kit.event.EventLog;
import dev.fairlead.kit.event.Fact;
import dev.fairlead.kit.sql.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Takes submissions that arrived together into the database, with a constant number of statements
 * in two round trips: lock what they have in common with others and read what is known; decide one
 * after the other; write leads, submissions and facts.
 */
@ApplicationScoped
class StoreArrivals {

  private final IdempotencyKeys keys;
  private final MeetingPoints meetingPoints;
  private final RegionTree regionTree;
  private final Leads leads;
  private final Submissions submissions;
  private final EventLog log;

  StoreArrivals(
      IdempotencyKeys keys,
      MeetingPoints meetingPoints,
      RegionTree regionTree,
      Leads leads,
      Submissions submissions,
      EventLog log) {
    this.keys = keys;
    this.meetingPoints = meetingPoints;
    this.regionTree = regionTree;
    this.leads = leads;
    this.submissions = submissions;
    this.log = log;
  }

  /** Settles the arrivals in the session's transaction; one answer each, in their order. */
  Uni<List<Settled>> apply(Mutiny.Session session, List<Arrival> arrivals, Instant now) {
    List<IdempotencyKeys.Use> uses =
        arrivals.stream()
            .filter(a -> a.refusal() == null)
            .map(Arrival::once)
            .filter(Objects::nonNull)
            .map(o -> new IdempotencyKeys.Use(o.caller(), o.key(), o.fingerprint()))
            .toList();
    return keys.begin(session, uses)
        .chain(
            begun -> {
              Work work = new Work(arrivals, begun, now);
              return decide(session, work).chain(() -> write(session, work));
            });
  }

  private Uni<Void> decide(Mutiny.Session session, Work work) {
    List<Draft> drafts =
        work.open().stream().flatMap(arrival -> arrival.drafts().stream()).toList();
    if (drafts.isEmpty()) {
      work.settle(new Recognition(), Regions.NONE);
      return Uni.createFrom().voidItem();
    }
    return Uni.combine()
        .all()
        .unis(
            meetingPoints.lock(session, drafts),
            meetingPoints.recall(session, drafts),
            regionTree.current(session))
        .asTuple()
        .invoke(read -> work.settle(read.getItem2(), read.getItem3()))
        .replaceWithVoid();
  }

  private Uni<List<Settled>> write(Mutiny.Session session, Work work) {
    return Sql.together(
            List.of(
                leads.insert(session, work.created),
                meetingPoints.remember(session, work.known, work.now),
                submissions.save(session, work.rows),
                keys.answer(session, work.answers),
                log.append(session, work.facts)))
        .replaceWith(() -> work.settled);
  }

  /** What one transaction has to do, and did. */
  private static final class Work {
    private final List<Arrival> arrivals;
    private final Instant now;
    private final List<IdempotencyKeys.Begun> verdicts = new ArrayList<>();
    private final List<Settled> settled = new ArrayList<>();
    private final List<LeadFacts.Created> created = new ArrayList<>();
    private final List<Submissions.Row> rows = new ArrayList<>();
    private final List<Fact> facts = new ArrayList<>();
    private final Map<IdempotencyKeys.Use, List<Outcome>> answers = new HashMap<>();
    private Recognition known = new Recognition();

    Work(List<Arrival> arrivals, List<IdempotencyKeys.Begun> begun, Instant now) {
      this.arrivals = arrivals;
      this.now = now;
      int next = 0;
      for (Arrival arrival : arrivals) {
        boolean keyed = arrival.refusal() == null && arrival.once() != null;
        verdicts.add(keyed ? begun.get(next++) : new IdempotencyKeys.First());
      }
    }

    /** The arrivals whose leads have to be decided. */
    List<Arrival> open() {
      List<Arrival> open = new ArrayList<>();
      for (int i = 0; i < arrivals.size(); i++) {
        if (verdicts.get(i) instanceof IdempotencyKeys.First) {
          open.add(arrivals.get(i));
        }
      }
      return open;
    }

    void settle(Recognition recalled, Regions regions) {
      known = recalled;
      for (int i = 0; i < arrivals.size(); i++) {
        Arrival arrival = arrivals.get(i);
        Settled result =
            switch (verdicts.get(i)) {
              case IdempotencyKeys.First first -> first(arrival, known, regions);
              case IdempotencyKeys.Again again -> new Settled.Accepted(again.outcomes(), true);
              case IdempotencyKeys.Mismatch mismatch ->
                  rejected(Refusal.Reason.KEY_MISMATCH, "this key was used for another request");
              case IdempotencyKeys.InProgress running ->
                  rejected(
                      Refusal.Reason.KEY_IN_PROGRESS, "the first request with this key still runs");
            };
        settled.add(result);
        rows.add(SubmissionRows.of(arrival, result));
      }
    }

    private static Settled rejected(Refusal.Reason reason, String detail) {
      return new Settled.Rejected(Refusal.of(reason, detail));
    }

    private Settled first(Arrival arrival, Recognition known, Regions regions) {
      if (arrival.refusal() != null) {
        return new Settled.Rejected(arrival.refusal());
      }
      List<Outcome> outcomes =
          arrival.drafts().stream().map(draft -> decide(arrival, draft, known, regions)).toList();
      Arrival.Once once = arrival.once();
      if (once != null) {
        answers.put(
            new IdempotencyKeys.Use(once.caller(), once.key(), once.fingerprint()), outcomes);
      }
      return new Settled.Accepted(outcomes, false);
    }

    private Outcome decide(Arrival arrival, Draft draft, Recognition known, Regions regions) {
      return switch (known.decide(draft, Ids.next(), now)) {
        case Recognition.Duplicate same -> new Outcome(same.leadId(), Outcome.Kind.DUPLICATE);
        case Recognition.Attached attached -> {
          facts.add(
              Fact.of(LeadFacts.touched(attached.leadId(), draft, arrival), arrival.flow(), now));
          yield new Outcome(attached.leadId(), Outcome.Kind.ATTACHED);
        }
        case Recognition.Created fresh -> {
          LeadFacts.Created lead = LeadFacts.created(fresh, draft, arrival, regions);
          created.add(lead);
          facts.add(Fact.of(lead.event(), arrival.flow(), now));
          yield new Outcome(fresh.leadId(), Outcome.Kind.CREATED);
        }
      };
    }
  }
}
