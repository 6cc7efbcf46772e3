package dev.fairlead.acceptance.check;

import static dev.fairlead.acceptance.check.Recording.OWNERSHIP;
import static dev.fairlead.acceptance.check.Recording.POOL;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** While a lead is pooled, one claim at a time wins it. */
final class Claims implements Invariant {

  @Override
  public String name() {
    return "at most one claim of a lead and epoch that the ledger did not refuse";
  }

  @Override
  public Finding check(Recording recording) {
    List<Violation> violations = new ArrayList<>();
    long checked = 0;
    for (String lead : recording.keys()) {
      Map<Long, List<Seen>> winners = new HashMap<>();
      for (Seen claim : recording.of(lead)) {
        if (claim.is(POOL, "claimed")) {
          checked++;
          boolean refused =
              recording.causedBy(claim).stream().anyMatch(e -> e.is(OWNERSHIP, "refused"));
          if (!refused) {
            winners.computeIfAbsent(claim.epoch(), epoch -> new ArrayList<>()).add(claim);
          }
        }
      }
      winners.forEach(
          (epoch, claims) -> {
            if (claims.size() > 1) {
              violations.add(new Violation(lead, "claimed twice at epoch " + epoch, claims));
            }
          });
    }
    return new Finding(checked, violations);
  }
}
