package dev.fairlead.acceptance.check;

import static dev.fairlead.acceptance.check.Recording.ASSIGNMENT;
import static dev.fairlead.acceptance.check.Recording.OWNERSHIP;
import static dev.fairlead.acceptance.check.Recording.POOL;

import java.util.ArrayList;
import java.util.List;

/** What the ledger released is taken up by the one it was released to, once. */
final class Releases implements Invariant {

  @Override
  public String name() {
    return "every release has its pool or its decision, every pooling its release";
  }

  @Override
  public Finding check(Recording recording) {
    List<Violation> violations = new ArrayList<>();
    long checked = 0;
    for (String lead : recording.keys()) {
      List<Seen> events = recording.of(lead);
      for (Seen event : events) {
        if (event.is(OWNERSHIP, "released")) {
          checked++;
          takenUp(recording, event, events, violations);
        } else if (event.is(POOL, "pooled")) {
          checked++;
          released(recording, event, events, violations);
        }
      }
    }
    return new Finding(checked, violations);
  }

  private static void takenUp(
      Recording recording, Seen released, List<Seen> events, List<Violation> violations) {
    boolean toPool = released.text("to").equals("pool");
    boolean movedOn =
        events.stream().anyMatch(e -> Standing.makesEpoch(e) && e.epoch() > released.epoch());
    List<Seen> takers =
        events.stream()
            .filter(e -> toPool ? e.is(POOL, "pooled") : e.topic().equals(ASSIGNMENT))
            .filter(e -> e.epoch() == released.epoch())
            .toList();
    boolean gone = recording.mayBeGone(toPool ? POOL : ASSIGNMENT);
    if (takers.isEmpty() && !movedOn && !gone) {
      violations.add(
          Violation.of(
              released, toPool ? "released, but in no pool" : "released, but not decided"));
    }
    if (toPool && takers.size() > 1) {
      violations.add(new Violation(released.key(), "in several pools", takers));
    }
  }

  private static void released(
      Recording recording, Seen pooled, List<Seen> events, List<Violation> violations) {
    boolean known =
        events.stream()
            .anyMatch(
                e ->
                    e.is(OWNERSHIP, "released")
                        && e.epoch() == pooled.epoch()
                        && e.text("to").equals("pool"));
    if (!known && !recording.mayBeGone(OWNERSHIP)) {
      violations.add(Violation.of(pooled, "pooled, but not released to a pool"));
    }
  }
}
