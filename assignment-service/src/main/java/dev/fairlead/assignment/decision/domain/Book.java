package dev.fairlead.assignment.decision.domain;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The counters that decisions read and move. Mutable: a batch decides lead by lead on it while it
 * holds the locks, and writes it back once.
 */
public final class Book {

  private final Map<String, Rotation> rotations = new HashMap<>();
  private final Map<String, Integer> open = new HashMap<>();
  private final Map<RateKey, Integer> given = new HashMap<>();

  private record RateKey(String repId, RateWindow.Unit unit) {}

  /** Enters a rotation. */
  public void enter(Rotation rotation) {
    rotations.put(rotation.id(), rotation);
  }

  /** Enters how many leads a rep has open. */
  public void enterOpen(String repId, int leads) {
    open.put(repId, leads);
  }

  /** Enters how many leads a rep was given in the present window of a unit. */
  public void enterGiven(String repId, RateWindow.Unit unit, int leads) {
    given.put(new RateKey(repId, unit), leads);
  }

  /** The rotation of that name, empty when nobody entered it. */
  public Rotation rotation(String id) {
    return rotations.computeIfAbsent(id, i -> new Rotation(i, 0, List.of()));
  }

  /** The rotations there are. */
  public Iterable<Rotation> rotations() {
    return rotations.values();
  }

  /** How many leads a rep has open: owned, or offered and not yet answered. */
  public int open(String repId) {
    return open.getOrDefault(repId, 0);
  }

  /** How many leads a rep was given in the present window. */
  public int given(String repId, RateWindow.Unit unit) {
    return given.getOrDefault(new RateKey(repId, unit), 0);
  }

  /** Counts one lead given to a rep. */
  public void give(String to) {
    open.merge(to, 1, Integer::sum);
    for (RateWindow.Unit unit : RateWindow.Unit.values()) {
      given.merge(new RateKey(to, unit), 1, Integer::sum);
    }
  }
}
