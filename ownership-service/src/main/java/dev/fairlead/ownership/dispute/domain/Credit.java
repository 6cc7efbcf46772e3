package dev.fairlead.ownership.dispute.domain;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How a lead counts when two worked on it. */
public final class Credit {

  private static final double TOLERANCE = 1e-6;

  private Credit() {}

  /** Half each. */
  public static Map<String, Double> halves(String one, String other) {
    return Map.of(one, 0.5, other, 0.5);
  }

  /**
   * What is wrong with shares; null when nothing is. Each lies between 0 and 1, together they are
   * the whole lead, and nobody gets any who has no part in it.
   */
  public static @Nullable String fault(Map<String, Double> shares, Set<String> parties) {
    if (!parties.containsAll(shares.keySet())) {
      return "only those who have a part in the dispute can be credited";
    }
    if (shares.values().stream().anyMatch(share -> share == null || !(share > 0 && share <= 1))) {
      return "each share lies above 0 and is 1 at most";
    }
    double sum = shares.values().stream().mapToDouble(Double::doubleValue).sum();
    return Math.abs(sum - 1) > TOLERANCE ? "the shares have to sum to 1" : null;
  }
}
