package dev.fairlead.assignment.decision.domain;

import java.util.random.RandomGenerator;

/**
 * Learns who wins which kind of lead while it distributes (Thompson sampling): of each candidate's
 * conversion in the lead's segment a value is drawn from what is known of it, and the largest wins.
 * What is little known is drawn towards the rep's rate over all segments, and that towards the
 * team's. A floor keeps a part of everybody's fair share for him, so that juniors can learn and be
 * learned about.
 */
public final class BestMatch {

  /** The part of his share by weight that everybody gets in any case. */
  public static final double FLOOR = 0.25;

  private static final double STRENGTH = 10;

  private BestMatch() {}

  /**
   * Draws a conversion rate.
   *
   * @param inSegment his results with leads of that segment
   * @param overall his results with all leads
   * @param team the whole team's results
   */
  public static double draw(
      Results inSegment, Results overall, Results team, RandomGenerator random) {
    double usual = overall.rate(Performance.teamRate(team), Performance.STRENGTH);
    double won = STRENGTH * usual + inSegment.won();
    double lost = STRENGTH * (1 - usual) + inSegment.closed() - inSegment.won();
    double wins = gamma(won, random);
    return wins / (wins + gamma(lost, random));
  }

  /** Marsaglia and Tsang, "A simple method for generating gamma variables", 2000. */
  private static double gamma(double shape, RandomGenerator random) {
    if (shape < 1) {
      double u = 1 - random.nextDouble();
      return gamma(shape + 1, random) * Math.pow(u, 1 / shape);
    }
    double d = shape - 1.0 / 3;
    double c = 1 / Math.sqrt(9 * d);
    while (true) {
      double x = random.nextGaussian();
      double t = 1 + c * x;
      double v = t * t * t;
      double u = 1 - random.nextDouble();
      boolean squeezed = u < 1 - 0.0331 * x * x * x * x;
      if (v > 0 && (squeezed || Math.log(u) < 0.5 * x * x + d * (1 - v + Math.log(v)))) {
        return d * v;
      }
    }
  }
}
