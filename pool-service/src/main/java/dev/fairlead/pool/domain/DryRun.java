package dev.fairlead.pool.domain;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.TreeMap;

/**
 * What changed rules would do to running clocks, gathered lead by lead: only sums and the soonest
 * leads are kept.
 */
public final class DryRun {

  private static final Comparator<Leaving> SOONEST =
      Comparator.comparing(Leaving::deadline).thenComparing(Leaving::leadId);

  private final Instant now;
  private final Instant until;
  private final int most;
  private final PriorityQueue<Leaving> soonest = new PriorityQueue<>(SOONEST.reversed());
  private final Map<String, Map<String, Long>> totals = new TreeMap<>();
  private long seen;
  private long before;
  private long after;
  private long leavingNow;
  private long newlyExempt;
  private long earlier;
  private long later;

  /**
   * An empty one.
   *
   * @param now the moment of the trial
   * @param until what leaves before then is counted
   * @param most how many leads to name
   */
  public DryRun(Instant now, Instant until, int most) {
    this.now = now;
    this.until = until;
    this.most = most;
  }

  /** The moment of the trial. */
  public Instant now() {
    return now;
  }

  /** Adds a lead as it is and as it would be. */
  public void weigh(Custody is, Custody wouldBe, Configuration changed) {
    Instant old = is.end().map(End::at).orElse(Instant.MAX);
    Instant next = wouldBe.end().map(End::at).orElse(Instant.MAX);
    boolean left = old.isBefore(until);
    boolean leaves = next.isBefore(until);
    seen++;
    before += left ? 1 : 0;
    after += leaves ? 1 : 0;
    leavingNow += !next.isAfter(now) && old.isAfter(now) ? 1 : 0;
    newlyExempt += left && !leaves ? 1 : 0;
    earlier += next.isBefore(old) ? 1 : 0;
    later += next.isAfter(old) ? 1 : 0;
    if (leaves) {
      Leaving.of(wouldBe, changed).ifPresent(this::add);
    }
  }

  private void add(Leaving leaving) {
    totals
        .computeIfAbsent(leaving.repId(), rep -> new TreeMap<>())
        .merge(leaving.reason(), 1L, Long::sum);
    soonest.add(leaving);
    if (soonest.size() > most) {
      soonest.poll();
    }
  }

  /** The leads that would leave, soonest first, no more than asked for. */
  public List<Leaving> leaving() {
    return soonest.stream().sorted(SOONEST).toList();
  }

  /** How many would leave each rep, by reason. */
  public Map<String, Map<String, Long>> totals() {
    return totals;
  }

  /** What is different. */
  public Diff diff() {
    return new Diff(seen, before, after, leavingNow, newlyExempt, earlier, later);
  }

  /**
   * What the change would do.
   *
   * @param seen leads the rules are for
   * @param before how many of them leave under the rules they have, within the days asked for
   * @param after how many would
   * @param leavingNow how many would leave at once
   * @param newlyExempt how many would no longer leave within those days
   * @param earlier how many would leave earlier than now
   * @param later how many would leave later than now
   */
  public record Diff(
      long seen,
      long before,
      long after,
      long leavingNow,
      long newlyExempt,
      long earlier,
      long later) {}
}
