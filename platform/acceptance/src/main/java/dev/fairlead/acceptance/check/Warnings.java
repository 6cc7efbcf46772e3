package dev.fairlead.acceptance.check;

import static dev.fairlead.acceptance.check.Recording.POOL;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Nobody's time ends without his having been told that it would. */
final class Warnings implements Invariant {

  @Override
  public String name() {
    return "every lapse was preceded by a warning";
  }

  @Override
  public Finding check(Recording recording) {
    List<Violation> violations = new ArrayList<>();
    long checked = 0;
    for (String lead : recording.keys()) {
      Set<Long> warned = new HashSet<>();
      for (Seen event : recording.of(lead, POOL)) {
        if (event.name().equals("expiring")) {
          warned.add(event.epoch());
        } else if (event.name().equals("lapsed")) {
          checked++;
          if (!warned.contains(event.epoch()) && !recording.mayBeGone(POOL)) {
            violations.add(Violation.of(event, "lapsed unwarned"));
          }
        }
      }
    }
    return new Finding(checked, violations);
  }
}
