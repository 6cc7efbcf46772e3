package dev.fairlead.acceptance.check;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** A recording that a test writes event by event. */
final class Tape {

  private final Recording recording = new Recording();
  private long offset;

  Recording recording() {
    return recording;
  }

  /** An event; {@code fields} are names and values in turns. */
  Seen add(String topic, String name, String lead, long epoch, String cause, String... fields) {
    Map<String, String> body = new HashMap<>();
    for (int i = 0; i < fields.length; i += 2) {
      body.put(fields[i], fields[i + 1]);
    }
    Seen event =
        new Seen(
            topic,
            0,
            offset++,
            name,
            "id-" + offset,
            lead,
            "/fairlead/test",
            epoch,
            cause.isEmpty() ? null : cause,
            Instant.EPOCH,
            Map.copyOf(body));
    recording.add(event, event.hashCode());
    return event;
  }

  /** The same record once more, or another body under its id. */
  void again(Seen event, boolean sameBody) {
    recording.add(event, sameBody ? event.hashCode() : event.hashCode() + 1);
  }

  /** A lead that came in, was assigned and granted. */
  Seen granted(String lead, String owner) {
    Seen received = add(Recording.LEAD, "received", lead, -1, "", "test", "false");
    Seen assigned = add(Recording.ASSIGNMENT, "assigned", lead, 0, received.id(), "repId", owner);
    return grant(assigned, 1, owner);
  }

  Seen grant(Seen proposal, long epoch, String owner) {
    return add(
        Recording.OWNERSHIP,
        "granted",
        proposal.key(),
        epoch,
        proposal.id(),
        "owner",
        owner,
        "deadline",
        "2026-04-04T00:00:00Z",
        "hardEnd",
        "2026-04-14T00:00:00Z");
  }
}
