package dev.fairlead.assignment.decision;

import dev.fairlead.assignment.AssignmentState;
import dev.fairlead.assignment.decision.Settlement.Ruling;
import dev.fairlead.assignment.decision.adapter.Counters;
import dev.fairlead.assignment.decision.adapter.Custodies;
import dev.fairlead.assignment.decision.adapter.DecisionBody;
import dev.fairlead.assignment.decision.adapter.Leads;
import dev.fairlead.assignment.decision.adapter.Offers;
import dev.fairlead.assignment.decision.adapter.Touches;
import dev.fairlead.assignment.decision.domain.Custody;
import dev.fairlead.assignment.decision.domain.LeadFacts;
import dev.fairlead.assignment.decision.domain.Question;
import dev.fairlead.kit.Ids;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * Decides on the leads of a docket, all in the caller's transaction and with a number of statements
 * that does not grow with the leads. The rotations and reps concerned stay locked until it commits,
 * so no cap is exceeded by decisions made at the same time elsewhere.
 */
@ApplicationScoped
public class DecideLeads {

  // 53 bits, so that readers of JSON with floating numbers get the same one
  private static final long SEEDS = 1L << 53;

  private final Leads leads;
  private final Offers offers;
  private final Custodies custodies;
  private final Counters counters;
  private final Sittings sittings;
  private final Settlement settlement;
  private final Touches touches;
  private final ShadowDecisions shadow;
  private final Duration atTheLatest;

  DecideLeads(
      Leads leads,
      Offers offers,
      Custodies custodies,
      Counters counters,
      Sittings sittings,
      Settlement settlement,
      Touches touches,
      ShadowDecisions shadow,
      @ConfigProperty(name = "fairlead.assignment.take-up.at-the-latest") Duration atTheLatest) {
    this.leads = leads;
    this.offers = offers;
    this.custodies = custodies;
    this.counters = counters;
    this.sittings = sittings;
    this.settlement = settlement;
    this.touches = touches;
    this.shadow = shadow;
    this.atTheLatest = atTheLatest;
  }

  /** What is known of the leads to be decided on. */
  private record Known(
      Map<String, LeadFacts> facts,
      Map<String, Set<String>> offered,
      Map<String, String> lastOwners,
      Map<String, String> companyOwners,
      Map<String, Map<String, Instant>> touched) {}

  /** Decides what is to be decided, and writes the docket. */
  public Uni<Void> run(Mutiny.Session session, Docket docket, Instant now) {
    List<Docket.Ask> asks = docket.asks();
    if (asks.isEmpty() && docket.credits().isEmpty()) {
      return settlement.write(session, docket, List.of());
    }
    return AssignmentState.share(session)
        .chain(
            state ->
                known(session, asks)
                    .chain(known -> decide(session, state, docket, asks, known, now)));
  }

  private Uni<Known> known(Mutiny.Session session, List<Docket.Ask> asks) {
    List<String> ids = asks.stream().map(Docket.Ask::leadId).toList();
    List<String> again = asks.stream().filter(Docket.Ask::again).map(Docket.Ask::leadId).toList();
    return leads
        .find(session, ids)
        .chain(
            facts ->
                offers.of(session, ids, again).chain(offered -> known(session, facts, offered)));
  }

  private Uni<Known> known(
      Mutiny.Session session, Map<String, LeadFacts> facts, Map<String, Set<String>> offered) {
    Set<String> earlier = previous(facts);
    Set<String> all = new HashSet<>(facts.keySet());
    all.addAll(earlier);
    return custodies
        .lastOwners(session, earlier)
        .chain(
            owners ->
                leads
                    .companyOwners(session, facts.keySet())
                    .chain(
                        companies ->
                            touches
                                .of(session, all)
                                .map(
                                    touched ->
                                        new Known(facts, offered, owners, companies, touched))));
  }

  private static Set<String> previous(Map<String, LeadFacts> facts) {
    Set<String> ids = new HashSet<>();
    for (LeadFacts lead : facts.values()) {
      if (lead.previousLeadId() != null) {
        ids.add(lead.previousLeadId());
      }
    }
    return ids;
  }

  private Uni<Void> decide(
      Mutiny.Session session,
      AssignmentState state,
      Docket docket,
      List<Docket.Ask> asks,
      Known known,
      Instant now) {
    List<Docket.Ask> ready =
        asks.stream().filter(ask -> known.facts().containsKey(ask.leadId())).toList();
    List<Question> questions =
        ready.stream().map(ask -> question(docket.custody(ask.leadId()), known, now)).toList();
    return sittings
        .open(session, state, questions, docket.moves(), docket.credits(), now)
        .chain(
            sitting -> {
              List<Ruling> rulings = rule(sitting, docket, ready, questions, now);
              return counters
                  .save(session, sitting.book())
                  .chain(() -> shadow.decide(session, state, questions, rulings, now))
                  .chain(() -> settlement.write(session, docket, rulings));
            });
  }

  private static Question question(Custody custody, Known known, Instant now) {
    String lead = custody.leadId();
    LeadFacts facts = Objects.requireNonNull(known.facts().get(lead));
    String previous = facts.previousLeadId();
    return new Question(
        Ids.nextText(),
        lead,
        custody.epoch(),
        facts,
        custody.stage(),
        known.offered().getOrDefault(lead, Set.of()),
        previous == null ? null : known.lastOwners().get(previous),
        known.companyOwners().get(lead),
        touched(lead, previous, known),
        now,
        ThreadLocalRandom.current().nextLong(SEEDS));
  }

  /** Contacts with the lead itself and with the same person before. */
  private static Map<String, Instant> touched(String lead, @Nullable String previous, Known known) {
    Map<String, Instant> touched = new TreeMap<>(known.touched().getOrDefault(lead, Map.of()));
    if (previous != null) {
      known
          .touched()
          .getOrDefault(previous, Map.of())
          .forEach((rep, at) -> touched.merge(rep, at, (a, b) -> a.isBefore(b) ? a : b));
    }
    return touched;
  }

  private List<Ruling> rule(
      Sitting sitting,
      Docket docket,
      List<Docket.Ask> asks,
      List<Question> questions,
      Instant now) {
    List<Ruling> rulings = new ArrayList<>();
    for (int i = 0; i < asks.size(); i++) {
      Custody custody = docket.custody(asks.get(i).leadId());
      DecisionBody decision = sitting.decide(questions.get(i));
      Custody.Waiting before = custody.waiting();
      boolean news =
          before == null
              || !decision.outcome().equals("held")
              || !before.reason().equals(decision.reason());
      docket.put(after(custody, decision, news, now));
      if (news) {
        rulings.add(new Ruling(decision, asks.get(i).flow(), sitting.rotationOf(decision)));
      }
    }
    return rulings;
  }

  private Custody after(Custody custody, DecisionBody decision, boolean news, Instant now) {
    if (!decision.outcome().equals("held")) {
      return custody.proposed(decision.id(), decision.repId());
    }
    Custody.Waiting before = custody.waiting();
    Custody.Waiting waiting =
        new Custody.Waiting(
            Objects.requireNonNull(decision.reason()),
            gates(decision),
            before == null ? now : before.since(),
            retry(decision.retryAt(), now));
    String id = news || custody.decisionId() == null ? decision.id() : custody.decisionId();
    return custody.held(id, waiting);
  }

  private static Set<String> gates(DecisionBody decision) {
    Set<String> gates = new HashSet<>();
    decision
        .candidates()
        .forEach(
            candidate -> {
              if (candidate.gate() != null) {
                gates.add(candidate.gate());
              }
            });
    return gates;
  }

  private Instant retry(@Nullable Instant opens, Instant now) {
    Instant latest = now.plus(atTheLatest);
    // a gate that is said to open now and did not would otherwise be tried without a pause
    Instant soon = opens == null || opens.isAfter(now) ? opens : now.plusSeconds(1);
    return soon == null || soon.isAfter(latest) ? latest : soon;
  }
}
