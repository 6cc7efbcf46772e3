package dev.fairlead.acceptance.check;

import static dev.fairlead.acceptance.check.Recording.ASSIGNMENT;
import static dev.fairlead.acceptance.check.Recording.LEAD;
import static dev.fairlead.acceptance.check.Recording.OWNERSHIP;

import java.util.ArrayList;
import java.util.List;

/** No lead is lost on the way in, and test leads of the platforms are never given to anybody. */
final class Decisions implements Invariant {

  @Override
  public String name() {
    return "every received lead was decided on, no test lead was";
  }

  @Override
  public Finding check(Recording recording) {
    List<Violation> violations = new ArrayList<>();
    long checked = 0;
    for (String lead : recording.keys()) {
      List<Seen> events = recording.of(lead);
      for (Seen received : events) {
        if (!received.is(LEAD, "received")) {
          continue;
        }
        checked++;
        boolean test = received.text("test").equals("true");
        boolean decided =
            events.stream()
                .anyMatch(e -> e.topic().equals(ASSIGNMENT) || e.topic().equals(OWNERSHIP));
        boolean withdrawn = events.stream().anyMatch(e -> e.is(LEAD, "withdrawn", "erased"));
        boolean gone = recording.mayBeGone(ASSIGNMENT);
        if (test && decided) {
          violations.add(Violation.of(received, "a test lead was decided on"));
        }
        if (!test && !decided && !withdrawn && !gone) {
          violations.add(Violation.of(received, "received, but never decided on"));
        }
      }
    }
    return new Finding(checked, violations);
  }
}
