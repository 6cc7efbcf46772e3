package dev.fairlead.assignment.fairness.domain;

import java.util.List;
import java.util.Map;

/**
 * How evenly something is spread, measured against shares by weight.
 *
 * @param gini 0 when everybody has his share, towards 1 when one has all (of amounts by weight)
 * @param maxDeviation the largest difference from an ideal share, in the unit of the amounts
 */
public record Spread(double gini, double maxDeviation) {

  /** What somebody has, and the weight of his share. */
  public record Part(double amount, double weight) {}

  /** Nobody has anything. */
  public static final Spread NONE = new Spread(0, 0);

  /** How evenly these parts are spread. */
  public static Spread of(List<Part> parts) {
    double total = parts.stream().mapToDouble(Part::amount).sum();
    double weights = parts.stream().mapToDouble(Part::weight).sum();
    if (parts.isEmpty() || total <= 0 || weights <= 0) {
      return NONE;
    }
    double deviation = 0;
    for (Part part : parts) {
      deviation = Math.max(deviation, Math.abs(part.amount() - total * part.weight() / weights));
    }
    return new Spread(gini(parts, total, weights), deviation);
  }

  /** Weighted Gini coefficient: half the mean difference of amounts by weight, over their mean. */
  private static double gini(List<Part> parts, double total, double weights) {
    double differences = 0;
    for (Part one : parts) {
      for (Part other : parts) {
        differences +=
            one.weight()
                * other.weight()
                * Math.abs(one.amount() / one.weight() - other.amount() / other.weight());
      }
    }
    return differences / (2 * weights * total);
  }

  /** How evenly amounts are spread over those that have weights. */
  public static Spread of(Map<String, Double> amounts, Map<String, Double> weights) {
    return of(
        weights.entrySet().stream()
            .map(entry -> new Part(amounts.getOrDefault(entry.getKey(), 0.0), entry.getValue()))
            .toList());
  }
}
