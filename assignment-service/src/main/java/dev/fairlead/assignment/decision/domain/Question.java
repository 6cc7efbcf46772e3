package dev.fairlead.assignment.decision.domain;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One lead to be decided on, with all that is not the policy's, the roster's or the counters'.
 *
 * @param epoch the custody epoch the decision will act on
 * @param stage the stage to decide for; null for a new lead
 * @param excluded reps it was offered to before
 * @param formerOwner who owned the same person's earlier lead; null for nobody
 * @param companyOwner who owns another lead of the same company; null for nobody
 * @param touched when which rep was first in contact with the person
 * @param seed of the draw between equals
 */
public record Question(
    String decisionId,
    String leadId,
    long epoch,
    LeadFacts facts,
    @Nullable String stage,
    Set<String> excluded,
    @Nullable String formerOwner,
    @Nullable String companyOwner,
    Map<String, Instant> touched,
    Instant now,
    long seed) {

  /** A question about a lead that nobody was in contact with. */
  public Question(
      String decisionId,
      String leadId,
      long epoch,
      LeadFacts facts,
      @Nullable String stage,
      Set<String> excluded,
      @Nullable String formerOwner,
      Instant now,
      long seed) {
    this(decisionId, leadId, epoch, facts, stage, excluded, formerOwner, null, Map.of(), now, seed);
  }
}
