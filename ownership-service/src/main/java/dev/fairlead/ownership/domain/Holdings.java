package dev.fairlead.ownership.domain;

import dev.fairlead.ownership.domain.Custody.Closed;
import dev.fairlead.ownership.domain.Custody.Owned;
import dev.fairlead.ownership.domain.Outcome.Refusal;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How many leads the reps of one transaction hold and have locked, against the caps that hold for
 * every rep. Whoever uses it keeps others from giving the same reps leads meanwhile, and tells it
 * of each change. Not safe for use by several threads.
 */
public final class Holdings {

  /**
   * The caps.
   *
   * @param holding most leads a rep may hold; null for no limit
   * @param countWon whether won leads count as held
   * @param locks most leads a rep may have locked; null for no limit
   */
  public record Caps(@Nullable Integer holding, boolean countWon, @Nullable Integer locks) {
    /** No limits. */
    public static final Caps NONE = new Caps(null, false, null);

    /** Whether there is anything to count. */
    public boolean any() {
      return holding != null || locks != null;
    }
  }

  /** How many leads a rep holds, won ones where they count, and how many of them are locked. */
  public record Count(long held, long locked) {
    private static final Count NOTHING = new Count(0, 0);

    private Count plus(long heldMore, long lockedMore) {
      return new Count(held + heldMore, locked + lockedMore);
    }
  }

  private final Caps caps;
  private final Map<String, Count> counts;

  /**
   * Holdings as counted.
   *
   * @param counts by rep; whoever is absent holds nothing
   */
  public Holdings(Caps caps, Map<String, Count> counts) {
    this.caps = caps;
    this.counts = new HashMap<>(counts);
  }

  /** Why a change may not be made; null when it may. Giving away and keeping always may. */
  public @Nullable Refusal against(Custody before, Custody after) {
    if (!(after instanceof Owned to)) {
      return null;
    }
    if (caps.holding() != null
        && !to.owner().equals(owner(before))
        && held(to.owner()) >= caps.holding()) {
      return Refusal.CAP;
    }
    boolean locks = to.exemptions().locked() && !isLocked(before);
    return locks && caps.locks() != null && count(to.owner()).locked() >= caps.locks()
        ? Refusal.LOCK_CAP
        : null;
  }

  /** A change was made. */
  public void moved(Custody before, Custody after) {
    add(before, -1);
    add(after, 1);
  }

  /** How many leads a rep holds. */
  public long held(String rep) {
    return count(rep).held();
  }

  /** Of these reps the one who holds the fewest and may hold one more; empty when nobody may. */
  public Optional<String> fewest(Collection<String> reps) {
    return reps.stream()
        .filter(rep -> caps.holding() == null || held(rep) < caps.holding())
        .min(Comparator.<String>comparingLong(this::held).thenComparing(rep -> rep));
  }

  private void add(Custody custody, int by) {
    switch (custody) {
      case Owned o ->
          counts.put(o.owner(), count(o.owner()).plus(by, o.exemptions().locked() ? by : 0));
      case Closed c when c.isWon() && caps.countWon() && c.owner() != null ->
          counts.put(c.owner(), count(c.owner()).plus(by, 0));
      case Closed c -> {}
      case Custody.Assigning a -> {}
      case Custody.Pooled p -> {}
    }
  }

  private Count count(String rep) {
    return counts.getOrDefault(rep, Count.NOTHING);
  }

  private static @Nullable String owner(Custody custody) {
    return custody instanceof Owned o ? o.owner() : null;
  }

  private static boolean isLocked(Custody custody) {
    return custody instanceof Owned o && o.exemptions().locked();
  }
}
