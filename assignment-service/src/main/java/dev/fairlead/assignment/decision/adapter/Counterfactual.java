package dev.fairlead.assignment.decision.adapter;

import dev.fairlead.assignment.decision.domain.Decision.Candidate;
import dev.fairlead.assignment.decision.domain.Decision.Sentence;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Why a rep did or did not get a lead, and what would have given it to him.
 *
 * @param outcome {@code chosen}, {@code removed} by a gate, {@code outranked} in distribution, or
 *     {@code not-considered}
 */
public record Counterfactual(
    String decisionId,
    String repId,
    String outcome,
    @Nullable String gate,
    Map<String, Double> numbers,
    Sentence needed) {

  static Counterfactual of(DecisionBody decision, String repId) {
    Candidate candidate =
        decision.candidates().stream()
            .filter(each -> each.repId().equals(repId))
            .reduce((first, last) -> last)
            .orElse(null);
    if (repId.equals(decision.repId())) {
      return of(decision, repId, "chosen", candidate, new Sentence("他已得到", "he got it"));
    }
    if (candidate == null) {
      return of(
          decision,
          repId,
          "not-considered",
          null,
          new Sentence("须由其团队的规则决定", "a rule for his team would have had to decide"));
    }
    return candidate.gate() == null
        ? of(decision, repId, "outranked", candidate, behind(decision, candidate))
        : of(
            decision,
            repId,
            "removed",
            candidate,
            new Sentence(
                "须不受阻于 " + candidate.gate(),
                "the gate '" + candidate.gate() + "' would have had to be open for him"));
  }

  private static Sentence behind(DecisionBody decision, Candidate candidate) {
    Map<String, Double> winner =
        decision.candidates().stream()
            .filter(each -> each.repId().equals(decision.repId()))
            .findFirst()
            .map(Candidate::numbers)
            .orElse(Map.of());
    Double his = candidate.numbers().get("shortfall");
    Double best = winner.get("shortfall");
    if (his == null || best == null) {
      return new Sentence(
          "须排在 " + decision.repId() + " 之前",
          "he would have had to stand before " + decision.repId());
    }
    String by = String.format(java.util.Locale.ROOT, "%.2f", Math.max(0, best - his));
    return new Sentence("差额须再多 " + by, "his shortfall would have had to be larger by " + by);
  }

  private static Counterfactual of(
      DecisionBody decision,
      String repId,
      String outcome,
      @Nullable Candidate candidate,
      Sentence needed) {
    return new Counterfactual(
        decision.id(),
        repId,
        outcome,
        candidate == null ? null : candidate.gate(),
        candidate == null ? Map.of() : Objects.requireNonNull(candidate.numbers()),
        needed);
  }
}
