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
 * @param enough whether the open gate alone would have given it to him, by making it again
 */
public record Counterfactual(
    String decisionId,
    String repId,
    String outcome,
    @Nullable String gate,
    Map<String, Double> numbers,
    boolean enough,
    Sentence needed) {

  static Counterfactual of(DecisionBody decision, String repId, boolean enough) {
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
        : of(decision, repId, "removed", candidate, removed(candidate, enough), enough);
  }

  private static Sentence removed(Candidate candidate, boolean enough) {
    String gate = candidate.gate();
    return enough
        ? new Sentence(
            "若不受阻于 " + gate + "，就会给他",
            "it would have been his, had the gate '" + gate + "' been open")
        : new Sentence(
            "须不受阻于 " + gate + "，且排在他人之前",
            "the gate '"
                + gate
                + "' would have had to be open, and he would have had to come first");
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
    return of(decision, repId, outcome, candidate, needed, false);
  }

  private static Counterfactual of(
      DecisionBody decision,
      String repId,
      String outcome,
      @Nullable Candidate candidate,
      Sentence needed,
      boolean enough) {
    return new Counterfactual(
        decision.id(),
        repId,
        outcome,
        candidate == null ? null : candidate.gate(),
        candidate == null ? Map.of() : Objects.requireNonNull(candidate.numbers()),
        enough,
        needed);
  }
}
