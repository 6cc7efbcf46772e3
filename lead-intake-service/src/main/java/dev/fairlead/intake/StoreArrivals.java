package dev.fairlead.intake;

import dev.fairlead.intake.adapter.Fetches;
import dev.fairlead.intake.adapter.IdempotencyKeys;
import dev.fairlead.intake.adapter.Leads;
import dev.fairlead.intake.adapter.MeetingPoints;
import dev.fairlead.intake.adapter.RegionTree;
import dev.fairlead.intake.adapter.Submissions;
import dev.fairlead.intake.domain.Announced;
import dev.fairlead.intake.domain.Draft;
import dev.fairlead.intake.domain.Enrichment;
import dev.fairlead.intake.domain.IpPlaces;
import dev.fairlead.intake.domain.Outcome;
import dev.fairlead.intake.domain.PhoneOrigins;
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
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
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
  private final StoreNotices notices;
  private final EventLog log;
  private final PhoneOrigins phones;
  private final IpPlaces networks;

  StoreArrivals(
      IdempotencyKeys keys,
      MeetingPoints meetingPoints,
      RegionTree regionTree,
      Leads leads,
      Submissions submissions,
      StoreNotices notices,
      EventLog log,
      PhoneOrigins phones,
      IpPlaces networks) {
    this.keys = keys;
    this.meetingPoints = meetingPoints;
    this.regionTree = regionTree;
    this.leads = leads;
    this.submissions = submissions;
    this.notices = notices;
    this.log = log;
    this.phones = phones;
    this.networks = networks;
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
    List<Arrival> open = work.open();
    List<Draft> drafts = open.stream().flatMap(arrival -> arrival.drafts().stream()).toList();
    List<String> announced = keys(open, Arrival::notices);
    List<String> withdrawn = keys(open, Arrival::withdrawn);
    if (drafts.isEmpty() && announced.isEmpty() && withdrawn.isEmpty()) {
      return notices
          .held(session, work.fetched())
          .invoke(held -> work.settle(new Known(new Recognition(), Regions.NONE, held)))
          .replaceWithVoid();
    }
    List<String> named = Stream.concat(announced.stream(), withdrawn.stream()).toList();
    List<String> awaited =
        Stream.concat(announced.stream(), work.fetchedKeys().stream()).distinct().toList();
    return Uni.combine()
        .all()
        .unis(
            meetingPoints.lock(session, drafts, withdrawn),
            meetingPoints.recall(session, drafts, named),
            regionTree.current(session),
            notices.held(session, work.fetched()),
            notices.takenBack(session, awaited))
        .asTuple()
        .map(
            read ->
                new Known(
                    read.getItem2(), read.getItem3(), read.getItem4(), read.getItem5(), Map.of()))
        .chain(
            known ->
                notices
                    .queue(session, open, known.recognition, known.takenBack, work.now)
                    .map(known::withQueued))
        .invoke(work::settle)
        .replaceWithVoid();
  }

  private static List<String> keys(
      List<Arrival> arrivals, Function<Arrival, List<Announced>> named) {
    return arrivals.stream()
        .flatMap(arrival -> named.apply(arrival).stream())
        .map(Announced::externalKey)
        .toList();
  }

  private Uni<List<Settled>> write(Mutiny.Session session, Work work) {
    return Sql.together(
            List.of(
                leads.insert(session, work.created),
                meetingPoints.remember(session, work.known, work.now),
                submissions.save(session, work.rows),
                notices.end(session, work.ends, work.fetched()),
                keys.answer(session, work.answers),
                log.append(session, work.facts)))
        .chain(() -> notices.takeBack(session, work.open(), work.known, work.now))
        .replaceWith(() -> work.settled);
  }

  /**
   * What is known when the arrivals are decided.
   *
   * @param held the fetches that are still ours
   * @param takenBack leads that their senders took back, by external key
   * @param queued by submission how many leads wait to be fetched
   */
  private record Known(
      Recognition recognition,
      Regions regions,
      Set<UUID> held,
      Set<String> takenBack,
      Map<UUID, Integer> queued) {

    Known(Recognition recognition, Regions regions, Set<UUID> held) {
      this(recognition, regions, held, Set.of(), Map.of());
    }

    Known withQueued(Map<UUID, Integer> counts) {
      return new Known(recognition, regions, held, takenBack, counts);
    }
  }

  /** What one transaction has to do, and did. */
  private final class Work {
    private final List<Arrival> arrivals;
    private final Instant now;
    private final List<IdempotencyKeys.Begun> verdicts = new ArrayList<>();
    private final List<Settled> settled = new ArrayList<>();
    private final List<LeadFacts.Created> created = new ArrayList<>();
    private final List<Submissions.Row> rows = new ArrayList<>();
    private final List<Fetches.End> ends = new ArrayList<>();
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

    /** What the arrivals answer to. */
    List<Arrival.Fetched> fetched() {
      return arrivals.stream().map(Arrival::fetched).filter(Objects::nonNull).toList();
    }

    List<String> fetchedKeys() {
      return arrivals.stream()
          .filter(arrival -> arrival.fetched() != null)
          .flatMap(arrival -> arrival.drafts().stream())
          .map(Draft::externalKey)
          .filter(Objects::nonNull)
          .toList();
    }

    void settle(Known known) {
      this.known = known.recognition;
      for (int i = 0; i < arrivals.size(); i++) {
        Arrival arrival = arrivals.get(i);
        if (arrival.fetched() != null) {
          settled.add(fetched(arrival, arrival.fetched(), known));
          continue;
        }
        Settled result =
            switch (verdicts.get(i)) {
              case IdempotencyKeys.First first -> first(arrival, known);
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

    private LeadFacts.Created created(
        Recognition.Created fresh, Draft draft, Arrival arrival, Regions regions) {
      return LeadFacts.created(
          fresh, draft, arrival, Enrichment.of(draft, regions, phones, networks));
    }

    private static Settled rejected(Refusal.Reason reason, String detail) {
      return new Settled.Rejected(Refusal.of(reason, detail));
    }

    /** The lead that a submission waited for. Whoever came too late changes nothing. */
    private Settled fetched(Arrival arrival, Arrival.Fetched fetched, Known known) {
      if (!known.held.contains(fetched.fetchId())) {
        return new Settled.Accepted(List.of(), true);
      }
      if (arrival.refusal() != null) {
        ends.add(FetchEnds.refused(fetched.fetchId(), arrival));
        return new Settled.Rejected(arrival.refusal());
      }
      Draft draft = arrival.drafts().getFirst();
      String key = draft.externalKey();
      if (key != null && known.takenBack.contains(key)) {
        ends.add(FetchEnds.withdrawn(fetched.fetchId()));
        return rejected(Refusal.Reason.WITHDRAWN, "its sender took it back");
      }
      Outcome outcome = decide(arrival, draft, known);
      ends.add(FetchEnds.done(fetched.fetchId(), arrival, outcome));
      return new Settled.Accepted(List.of(outcome), false);
    }

    private Settled first(Arrival arrival, Known known) {
      if (arrival.refusal() != null) {
        return new Settled.Rejected(arrival.refusal());
      }
      List<Outcome> outcomes = new ArrayList<>();
      arrival.drafts().forEach(draft -> outcomes.add(decide(arrival, draft, known)));
      arrival.notices().stream()
          .map(lead -> known.recognition.external(lead.externalKey()))
          .filter(Objects::nonNull)
          .forEach(leadId -> outcomes.add(new Outcome(leadId, Outcome.Kind.DUPLICATE)));
      Arrival.Once once = arrival.once();
      if (once != null) {
        answers.put(
            new IdempotencyKeys.Use(once.caller(), once.key(), once.fingerprint()), outcomes);
      }
      int waiting = known.queued.getOrDefault(arrival.id(), 0);
      if (waiting > 0) {
        return new Settled.Pending(outcomes, waiting);
      }
      boolean waitedFor = outcomes.isEmpty() && !arrival.notices().isEmpty();
      return new Settled.Accepted(outcomes, waitedFor);
    }

    private Outcome decide(Arrival arrival, Draft draft, Known known) {
      return switch (known.recognition.decide(draft, Ids.next(), now)) {
        case Recognition.Duplicate same -> new Outcome(same.leadId(), Outcome.Kind.DUPLICATE);
        case Recognition.Attached attached -> {
          facts.add(
              Fact.of(LeadFacts.touched(attached.leadId(), draft, arrival), arrival.flow(), now));
          yield new Outcome(attached.leadId(), Outcome.Kind.ATTACHED);
        }
        case Recognition.Created fresh -> {
          LeadFacts.Created lead = created(fresh, draft, arrival, known.regions);
          created.add(lead);
          facts.add(Fact.of(lead.event(), arrival.flow(), now));
          yield new Outcome(fresh.leadId(), Outcome.Kind.CREATED);
        }
      };
    }
  }
}
