package dev.fairlead.assignment.decision;

import dev.fairlead.assignment.decision.adapter.Counters;
import dev.fairlead.assignment.decision.adapter.Custodies;
import dev.fairlead.assignment.decision.adapter.DecisionBody;
import dev.fairlead.assignment.decision.adapter.Decisions;
import dev.fairlead.assignment.decision.adapter.Offers;
import dev.fairlead.assignment.policy.domain.Rule.Protect;
import dev.fairlead.events.AssignmentEvent;
import dev.fairlead.events.Terms;
import dev.fairlead.kit.ServiceName;
import dev.fairlead.kit.event.EventLog;
import dev.fairlead.kit.event.Fact;
import dev.fairlead.kit.event.Flow;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Writes what a transaction came to: decisions, facts, offers, leads, counts of open leads. */
@ApplicationScoped
class Settlement {

  private final Decisions decisions;
  private final Offers offers;
  private final Custodies custodies;
  private final Counters counters;
  private final EventLog log;
  private final MeterRegistry metrics;
  private final String decided;

  Settlement(
      Decisions decisions,
      Offers offers,
      Custodies custodies,
      Counters counters,
      EventLog log,
      MeterRegistry metrics,
      ServiceName service) {
    this.decisions = decisions;
    this.offers = offers;
    this.custodies = custodies;
    this.counters = counters;
    this.log = log;
    this.metrics = metrics;
    this.decided = service.metric("decisions");
  }

  /**
   * A decision and the flow it was made in.
   *
   * @param rotation the one it counted in; null for none
   */
  record Ruling(DecisionBody decision, Flow flow, @Nullable String rotation) {
    Fact fact() {
      DecisionBody d = decision;
      AssignmentEvent event =
          switch (d.outcome()) {
            case "assigned" ->
                new AssignmentEvent.Assigned(
                    d.leadId(),
                    d.epoch(),
                    Objects.requireNonNull(d.repId()),
                    d.teamId(),
                    d.id(),
                    d.policyVersion(),
                    d.ruleId(),
                    d.cause(),
                    terms(Objects.requireNonNull(d.terms())),
                    helpers(d));
            case "pooled" ->
                new AssignmentEvent.Pooled(
                    d.leadId(),
                    d.epoch(),
                    Objects.requireNonNull(d.pool()),
                    d.id(),
                    Objects.requireNonNull(d.reason()));
            default ->
                new AssignmentEvent.Held(
                    d.leadId(), d.epoch(), Objects.requireNonNull(d.reason()), d.id());
          };
      return Fact.of(event, flow, d.at());
    }

    private static @Nullable List<AssignmentEvent.Helper> helpers(DecisionBody d) {
      return d.helpers().isEmpty()
          ? null
          : d.helpers().stream()
              .map(helper -> new AssignmentEvent.Helper(helper.repId(), helper.access()))
              .toList();
    }

    private static Terms terms(Protect protect) {
      return new Terms(
          protect.initial(), protect.extend(), protect.max(), protect.accept(), protect.days());
    }
  }

  /** Writes everything; the caller's locks cover it. */
  Uni<Void> write(Mutiny.Session session, Docket docket, List<Ruling> rulings) {
    List<DecisionBody> made = rulings.stream().map(Ruling::decision).toList();
    Map<String, Integer> moves = docket.moves();
    boolean room = moves.values().stream().anyMatch(by -> by < 0);
    return decisions
        .add(
            session,
            rulings.stream().map(r -> new Decisions.Kept(r.decision(), r.rotation())).toList())
        .chain(() -> offers.add(session, offered(made)))
        .chain(() -> custodies.save(session, docket.changed()))
        .chain(() -> counters.move(session, moves))
        .chain(() -> room ? custodies.roomWasMade(session) : Uni.createFrom().voidItem())
        .chain(() -> log.append(session, rulings.stream().map(Ruling::fact).toList()))
        .invoke(() -> count(made));
  }

  private static List<Offers.Offer> offered(List<DecisionBody> made) {
    return made.stream()
        .filter(d -> d.repId() != null && !d.cause().equals("admin"))
        .map(d -> new Offers.Offer(d.leadId(), Objects.requireNonNull(d.repId()), d.epoch()))
        .toList();
  }

  private void count(List<DecisionBody> made) {
    made.forEach(
        d -> metrics.counter(decided, "outcome", d.outcome(), "cause", d.cause()).increment());
  }
}
