package dev.fairlead.acceptance.chaos;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What came of a round.
 *
 * @param words what went wrong on purpose
 * @param lastedMillis from the first fault to the end of the last
 * @param meanwhileMillis how long a fresh lead took the whole way that was sent while it lasted;
 *     null when it did not arrive before the end, or nobody asked
 * @param recoveryMillis from the end of the last fault to a fresh lead's having gone the whole way
 * @param settledMillis from then, with no more load, until nothing was on its way
 * @param wrong what was not as it must be, in words; empty when all was well
 * @param invariants of the check, each with the number of its violations; empty when it was not run
 */
public record RoundResult(
    int number,
    String words,
    long lastedMillis,
    @Nullable Long meanwhileMillis,
    long recoveryMillis,
    long settledMillis,
    List<String> wrong,
    Map<String, Integer> invariants) {

  /** Keeps copies. */
  public RoundResult {
    wrong = List.copyOf(wrong);
    invariants = Map.copyOf(invariants);
  }

  /** Whether everything was as it must be. */
  public boolean isClean() {
    return wrong.isEmpty() && invariants.values().stream().allMatch(count -> count == 0);
  }
}
