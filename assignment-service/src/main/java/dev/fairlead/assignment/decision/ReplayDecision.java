package dev.fairlead.assignment.decision;

import dev.fairlead.assignment.AssignmentState;
import dev.fairlead.assignment.decision.adapter.DecisionBody;
import dev.fairlead.assignment.decision.adapter.Inputs;
import dev.fairlead.assignment.decision.adapter.Leads;
import dev.fairlead.assignment.decision.domain.LeadFacts;
import dev.fairlead.assignment.decision.domain.Question;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import org.hibernate.reactive.mutiny.Mutiny;

/** Makes a recorded decision once more, from the policy, roster and counters it saw. */
@ApplicationScoped
public class ReplayDecision {

  private final Leads leads;
  private final Sittings sittings;

  ReplayDecision(Leads leads, Sittings sittings) {
    this.leads = leads;
    this.sittings = sittings;
  }

  /**
   * The decision as it comes out now; what a person decided, and what waited for a policy, as is.
   */
  public Uni<DecisionBody> run(Mutiny.Session session, DecisionBody recorded) {
    Inputs inputs = recorded.inputs();
    if (recorded.byHand() || inputs == null) {
      return Uni.createFrom().item(recorded);
    }
    return leads
        .find(session, List.of(recorded.leadId()))
        .map(facts -> facts.getOrDefault(recorded.leadId(), LeadFacts.NONE))
        .map(facts -> question(recorded, inputs, facts))
        .chain(
            question ->
                sittings
                    .withoutCounters(
                        session,
                        new AssignmentState(recorded.rosterVersion(), recorded.policyVersion()),
                        List.of(question))
                    .map(sitting -> sitting.withRecorded(inputs.book()).decide(question)));
  }

  private static Question question(DecisionBody recorded, Inputs inputs, LeadFacts facts) {
    return new Question(
        recorded.id(),
        recorded.leadId(),
        recorded.epoch(),
        facts,
        inputs.stage(),
        Set.copyOf(inputs.excluded()),
        inputs.formerOwner(),
        inputs.companyOwner(),
        inputs.touched(),
        recorded.at(),
        recorded.seed());
  }
}
