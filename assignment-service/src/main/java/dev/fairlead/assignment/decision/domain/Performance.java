package dev.fairlead.assignment.decision.domain;

/**
 * How results change a weight (高业绩者优先). The conversion rate is drawn towards the team's, so that a
 * lucky start does not decide, and the factor is bounded, so that nobody gets nothing.
 */
public final class Performance {

  /** How many closed leads the team's rate counts for. */
  public static final double STRENGTH = 20;

  /** Nobody gets more than this many times his weight, or less than its inverse. */
  public static final double BOUND = 2;

  /** The rate that a team without any result begins with. */
  public static final double USUAL = 0.1;

  private Performance() {}

  /** What a rep's weight is multiplied by, from 1/2 to 2. */
  public static double factor(Results rep, Results team) {
    double usual = teamRate(team);
    return Math.clamp(rep.rate(usual, STRENGTH) / usual, 1 / BOUND, BOUND);
  }

  /** The team's own rate, never 0. */
  static double teamRate(Results team) {
    return team.rate(USUAL, STRENGTH);
  }
}
