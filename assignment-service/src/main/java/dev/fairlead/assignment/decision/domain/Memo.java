package dev.fairlead.assignment.decision.domain;

import dev.fairlead.assignment.policy.domain.Condition;
import dev.fairlead.assignment.policy.domain.Shape;
import dev.fairlead.assignment.roster.domain.Rep;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * For which candidates a condition holds. The answer is kept for every combination of the lead's
 * fields that the condition reads: one asked for {@code rep.region == lead.region} is worked out
 * once per region and not once per lead and rep. Safe for several threads.
 */
final class Memo {

  // a condition that reads free text would otherwise keep an answer for every lead there ever was
  private static final int MOST_KEPT = 2048;

  private final Condition condition;
  private final Rep[] reps;
  private final String[] reads;
  private final boolean keeps;
  private final Map<Object, BitSet> kept = new ConcurrentHashMap<>();

  Memo(Condition condition, Rep[] reps) {
    Shape shape = condition.shape();
    this.condition = condition;
    this.reps = reps;
    this.reads = shape.reads().stream().sorted().toArray(String[]::new);
    this.keeps = shape.known() && !shape.timed();
  }

  /** The candidates for which it holds, by their place; not to be changed. */
  BitSet holding(Map<String, Object> lead, Condition.World world) {
    if (!keeps) {
      return ask(lead, world);
    }
    Object key = key(lead);
    BitSet known = kept.get(key);
    if (known == null) {
      known = ask(lead, world);
      if (kept.size() >= MOST_KEPT) {
        kept.clear();
      }
      kept.put(key, known);
    }
    return known;
  }

  private Object key(Map<String, Object> lead) {
    if (reads.length == 1) {
      return lead.getOrDefault(reads[0], "");
    }
    Object[] values = new Object[reads.length];
    for (int i = 0; i < reads.length; i++) {
      values[i] = lead.getOrDefault(reads[i], "");
    }
    return Arrays.asList(values);
  }

  private BitSet ask(Map<String, Object> lead, Condition.World world) {
    BitSet holding = new BitSet(reps.length);
    for (int i = 0; i < reps.length; i++) {
      holding.set(i, condition.ask(lead, reps[i].attributes(), world).holds());
    }
    return holding;
  }
}
