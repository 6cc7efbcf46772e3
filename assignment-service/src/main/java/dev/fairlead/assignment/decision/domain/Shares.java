package dev.fairlead.assignment.decision.domain;

import java.util.ArrayList;
import java.util.List;

/**
 * Who is due in weighted distribution. The largest shortfall goes first; but with very unequal
 * weights that alone lets somebody fall more than one lead behind (many light members coming due at
 * once). So the lead is given to the largest shortfall only if all others can still be served
 * before they are one lead behind, and else to whoever comes due first. Serving by the earliest
 * deadline keeps everybody within one lead of his ideal (Tijdeman's chairman assignment; unit jobs
 * on one machine), and a step aside from it is taken only where all deadlines stay within reach.
 */
final class Shares {

  private static final double TINY = 1e-9;
  // beyond this many leads the look ahead costs more than it is worth
  private static final int FURTHEST = 512;

  private final double[] shortfall;
  private final double[] rate;

  /**
   * @param shortfall of each member, in leads, this lead's share included
   * @param rate what each is due per lead; sums up to 1
   */
  Shares(double[] shortfall, double[] rate) {
    this.shortfall = shortfall;
    this.rate = rate;
  }

  /** The members who may be given the lead; several only when they are equal in all respects. */
  List<Integer> due() {
    int first = largest();
    // who is further behind than one lead has been away, and is served as that was promised
    boolean late = shortfall[first] > 1 + TINY;
    return equals(late || othersCanWait(first) ? first : earliest(first));
  }

  private int largest() {
    int best = 0;
    for (int i = 1; i < shortfall.length; i++) {
      double ahead = shortfall[i] - shortfall[best];
      if (ahead > TINY || (ahead > -TINY && rate[i] > rate[best] + TINY)) {
        best = i;
      }
    }
    return best;
  }

  private List<Integer> equals(int first) {
    List<Integer> equals = new ArrayList<>();
    for (int i = 0; i < shortfall.length; i++) {
      if (Math.abs(shortfall[i] - shortfall[first]) <= TINY
          && Math.abs(rate[i] - rate[first]) <= TINY) {
        equals.add(i);
      }
    }
    return equals;
  }

  /**
   * By which lead, this one being number 1, a member must have been served once more than so many
   * times, lest he be more than one behind.
   */
  private double deadline(int i, int times) {
    return Math.floor((1 - shortfall[i] + times) / rate[i] + TINY) + 2;
  }

  /** Whether whatever falls due before the served one would have can still be given in time. */
  private boolean othersCanWait(int served) {
    double until = deadline(served, 0);
    if (isFirst(served, until)) {
      return true;
    }
    if (until > FURTHEST) {
      return false;
    }
    int[] due = new int[(int) until];
    for (int i = 0; i < shortfall.length; i++) {
      for (int times = 0; i != served && deadline(i, times) < until; times++) {
        due[(int) deadline(i, times)]++;
      }
    }
    int needed = 0;
    for (int lead = 0; lead < due.length; lead++) {
      needed += due[lead];
      if (needed > 0 && needed > lead - 1) {
        return false;
      }
    }
    return true;
  }

  private boolean isFirst(int served, double until) {
    for (int i = 0; i < shortfall.length; i++) {
      if (i != served && deadline(i, 0) < until) {
        return false;
      }
    }
    return true;
  }

  private int earliest(int otherwise) {
    int best = otherwise;
    double first = deadline(otherwise, 0);
    for (int i = 0; i < shortfall.length; i++) {
      double deadline = deadline(i, 0);
      boolean sooner =
          deadline < first || (deadline == first && shortfall[i] > shortfall[best] + TINY);
      if (shortfall[i] > TINY && sooner) {
        best = i;
        first = deadline;
      }
    }
    return best;
  }
}
