package dev.fairlead.assignment.decision.domain;

import java.util.ArrayList;
import java.util.List;

/**
 * Who is due in weighted distribution. The largest shortfall goes first; but with very unequal
 * weights that alone lets somebody fall more than one lead behind (many light members coming due at
 * once). So the lead is given to the largest shortfall only if all others can still be served
 * before they are one lead behind, and else to whoever comes due first, which is the schedule that
 * keeps everybody within one lead of his ideal (Tijdeman's chairman assignment).
 */
final class Shares {

  private static final double TINY = 1e-9;
  // beyond this the look ahead, quadratic in the members, costs more than it is worth
  private static final int MOST_LOOKED_AT = 256;

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
    if (shortfall.length <= MOST_LOOKED_AT && !othersCanWait(first)) {
      first = earliest(first);
    }
    return equals(first);
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

  private boolean othersCanWait(int served) {
    for (int i = 0; i < shortfall.length; i++) {
      if (i != served && shortfall[i] > 0) {
        double steps = patience(i);
        if (neededBy(steps, served) > steps) {
          return false;
        }
      }
    }
    return true;
  }

  /** After how many more leads a member who got none of them would be more than one behind. */
  private double patience(int i) {
    return Math.max(0, Math.floor((1 - shortfall[i]) / rate[i] + TINY) + 1);
  }

  /** How many leads have to be given to somebody within the next steps, once this one is served. */
  private double neededBy(double steps, int served) {
    double needed = 0;
    for (int i = 0; i < shortfall.length; i++) {
      double behind = shortfall[i] - (i == served ? 1 : 0) + steps * rate[i];
      needed += Math.max(0, Math.ceil(behind - 1 - TINY));
    }
    return needed;
  }

  private int earliest(int otherwise) {
    int best = otherwise;
    for (int i = 0; i < shortfall.length; i++) {
      boolean behind = shortfall[i] > TINY;
      if (behind && (1 - shortfall[i]) / rate[i] < (1 - shortfall[best]) / rate[best] - TINY) {
        best = i;
      }
    }
    return best;
  }
}
