package dev.fairlead.assignment.simulation.domain;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a policy would have made of the recorded stream, beside what was made of it.
 *
 * @param differing leads that would have gone elsewhere
 * @param overCapacity decisions in which somebody was passed over because he was full
 * @param rateCapped likewise because of a rate cap
 * @param rules leads by the rule that decided
 */
public record SimulationReport(
    long leads,
    long differing,
    Side before,
    Side after,
    long overCapacity,
    long rateCapped,
    List<Line> reps,
    List<Line> teams,
    List<Line> segments,
    Map<String, Long> rules) {

  /**
   * One side.
   *
   * @param toPools leads that went to pools; before, all that nobody got
   * @param waiting leads that still waited at the end
   * @param gini of leads over reps by weight, 0 to 1
   * @param maxDeviation of a rep from his share by weight, in leads
   */
  public record Side(
      long assigned, long toPools, long waiting, Waits waits, double gini, double maxDeviation) {}

  /**
   * How long leads waited for somebody.
   *
   * @param leads how many waited at all
   * @param meanSeconds of those
   */
  public record Waits(long leads, double meanSeconds, long longestSeconds) {}

  /**
   * A rep, team or segment.
   *
   * @param valueBefore expected deal value, of reps only
   * @param segments leads by segment that he would have had, of reps only
   */
  public record Line(
      String name,
      long before,
      long after,
      @Nullable BigDecimal valueBefore,
      @Nullable BigDecimal valueAfter,
      @Nullable Map<String, Long> segments) {}
}
