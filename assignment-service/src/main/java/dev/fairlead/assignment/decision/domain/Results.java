package dev.fairlead.assignment.decision.domain;

/**
 * How leads ended that somebody owned.
 *
 * @param won how many were won
 * @param closed how many were won or lost; what was no lead at all does not count
 */
public record Results(long won, long closed) {

  /** Nothing closed yet. */
  public static final Results NONE = new Results(0, 0);

  /** Both together. */
  public Results plus(Results other) {
    return new Results(won + other.won, closed + other.closed);
  }

  /**
   * The share won, drawn towards what is usual as long as there is little to go by (the mean of a
   * beta distribution with that prior).
   *
   * @param usual the share to begin with
   * @param strength how many closed leads the beginning counts for
   */
  public double rate(double usual, double strength) {
    return (won + strength * usual) / (closed + strength);
  }
}
