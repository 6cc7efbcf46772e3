package dev.fairlead.assignment.decision;

import dev.fairlead.assignment.AssignmentState;
import dev.fairlead.assignment.decision.adapter.Custodies;
import dev.fairlead.assignment.decision.adapter.DecisionBody;
import dev.fairlead.assignment.decision.domain.LeadFacts;
import dev.fairlead.assignment.decision.domain.Question;
import dev.fairlead.assignment.policy.adapter.Policies;
import dev.fairlead.kit.Ids;
import dev.fairlead.kit.sql.Transactions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Says what would be decided on a lead; writes nothing and locks nothing. */
@ApplicationScoped
public class PreviewDecision {

  private final Transactions transactions;
  private final Custodies custodies;
  private final Policies policies;
  private final Sittings sittings;

  PreviewDecision(
      Transactions transactions, Custodies custodies, Policies policies, Sittings sittings) {
    this.transactions = transactions;
    this.custodies = custodies;
    this.policies = policies;
    this.sittings = sittings;
  }

  /**
   * Previews.
   *
   * @param policyVersion null for the active one
   * @param stage null for a new lead
   */
  public Uni<DecisionBody> run(
      LeadFacts lead, @Nullable Integer policyVersion, @Nullable String stage, Instant at) {
    return transactions.run(
        session ->
            AssignmentState.look(session)
                .chain(state -> chosen(session, state, policyVersion))
                .chain(state -> decide(session, state, lead, stage, at)));
  }

  private Uni<AssignmentState> chosen(
      Mutiny.Session session, AssignmentState state, @Nullable Integer version) {
    return version == null
        ? Uni.createFrom().item(state)
        : policies
            .get(session, version)
            .map(stored -> new AssignmentState(state.rosterVersion(), stored.version()));
  }

  private Uni<DecisionBody> decide(
      Mutiny.Session session,
      AssignmentState state,
      LeadFacts lead,
      @Nullable String stage,
      Instant at) {
    Set<String> previous = lead.previousLeadId() == null ? Set.of() : Set.of(lead.previousLeadId());
    return custodies
        .lastOwners(session, previous)
        .map(owners -> owners.values().stream().findFirst().orElse(null))
        .map(owner -> question(lead, stage, owner, at))
        .chain(
            question ->
                sittings
                    .look(session, state, List.of(question), at)
                    .map(sitting -> sitting.decide(question).withoutInputs()));
  }

  private static Question question(
      LeadFacts lead, @Nullable String stage, @Nullable String owner, Instant at) {
    return new Question(
        Ids.nextText(),
        "preview",
        0,
        lead,
        stage,
        Set.of(),
        owner,
        at,
        ThreadLocalRandom.current().nextLong(1L << 53));
  }
}
