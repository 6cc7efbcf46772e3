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
    return asked(session, recorded, inputs)
        .chain(
            question ->
                sitting(session, recorded, question)
                    .map(sitting -> sitting.withRecorded(inputs.book()).decide(question)));
  }

  /** Whether a rep would have got the lead, had no gate stood in his way; all else as it was. */
  public Uni<Boolean> wouldGet(Mutiny.Session session, DecisionBody recorded, String repId) {
    Inputs inputs = recorded.inputs();
    if (recorded.byHand() || inputs == null) {
      return Uni.createFrom().item(false);
    }
    return asked(session, recorded, inputs)
        .chain(
            question ->
                sitting(session, recorded, question)
                    .map(sitting -> sitting.withRecorded(inputs.book()).wouldGet(question, repId)));
  }

  private Uni<Question> asked(Mutiny.Session session, DecisionBody recorded, Inputs inputs) {
    return leads
        .find(session, List.of(recorded.leadId()))
        .map(facts -> facts.getOrDefault(recorded.leadId(), LeadFacts.NONE))
        .map(facts -> question(recorded, inputs, facts));
  }

  private Uni<Sitting> sitting(Mutiny.Session session, DecisionBody recorded, Question question) {
    return sittings.withoutCounters(
        session,
        new AssignmentState(recorded.rosterVersion(), recorded.policyVersion()),
        List.of(question));
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
