package dev.fairlead.acceptance.check;

import static dev.fairlead.acceptance.check.Recording.NOTIFICATION;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Nobody is told the same thing twice on the same channel. */
final class Notices implements Invariant {

  private record Once(String event, String recipient, String channel) {}

  @Override
  public String name() {
    return "told once per event, recipient and channel";
  }

  @Override
  public Finding check(Recording recording) {
    Map<Once, Seen> told = new HashMap<>();
    List<Violation> violations = new ArrayList<>();
    recording
        .all()
        .filter(event -> event.is(NOTIFICATION, "delivered"))
        .forEach(
            event -> {
              Once once =
                  new Once(
                      event.text("causeEventId"), event.text("recipient"), event.text("channel"));
              Seen before = told.putIfAbsent(once, event);
              if (before != null) {
                violations.add(
                    new Violation(event.key(), "told " + once + " twice", List.of(before, event)));
              }
            });
    return new Finding(told.size(), violations);
  }
}
