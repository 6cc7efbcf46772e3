package dev.fairlead.assignment.decision.domain;

import dev.fairlead.assignment.roster.domain.Rep;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The counters that decisions read and move. Mutable: a batch decides lead by lead on it while it
 * holds the locks, and writes it back once.
 */
public final class Book {

  /** The name under which results with all segments stand. */
  public static final String ALL_SEGMENTS = "";

  private final Map<String, Rotation> rotations = new HashMap<>();
  private final Map<String, Integer> open = new HashMap<>();
  private final Map<RateKey, Integer> given = new HashMap<>();
  private final Map<String, Double> factors = new HashMap<>();
  private final Map<String, Map<String, Results>> results = new HashMap<>();
  private final Map<String, Results> teams = new HashMap<>();

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

  /** Enters what a rep's weight is multiplied by, as by a penalty. */
  public void enterFactor(String repId, double factor) {
    factors.put(repId, factor);
  }

  /** Enters how a rep's leads of a segment ended. */
  public void enterResults(String repId, String segment, Results ended) {
    results.computeIfAbsent(repId, rep -> new HashMap<>()).put(segment, ended);
    teams.clear();
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

  /** What a rep's weight is multiplied by; 1 without any penalty. */
  public double factor(String repId) {
    return factors.getOrDefault(repId, 1.0);
  }

  /** How a rep's leads of a segment ended, or of {@link #ALL_SEGMENTS}. */
  public Results results(String repId, String segment) {
    Map<String, Results> bySegment = results.get(repId);
    return bySegment == null ? Results.NONE : bySegment.getOrDefault(segment, Results.NONE);
  }

  /** How the leads of those in a rotation ended, all together; worked out once. */
  Results teamResults(String rotation, List<Rep> members) {
    return teams.computeIfAbsent(rotation, id -> results(members.stream().map(Rep::id).toList()));
  }

  /** How the leads of some reps ended, all together. */
  public Results results(Collection<String> reps) {
    Results all = Results.NONE;
    for (String rep : reps) {
      all = all.plus(results(rep, ALL_SEGMENTS));
    }
    return all;
  }

  /** Counts one lead given to a rep. */
  public void give(String to) {
    open.merge(to, 1, Integer::sum);
    for (RateWindow.Unit unit : RateWindow.Unit.values()) {
      given.merge(new RateKey(to, unit), 1, Integer::sum);
    }
  }

  /** Counts one lead less that a rep has open. */
  public void leave(String rep) {
    open.merge(rep, -1, Integer::sum);
  }

  /** Begins new windows of a unit: nobody was given anything in them yet. */
  public void beginWindow(RateWindow.Unit unit) {
    given.keySet().removeIf(key -> key.unit() == unit);
  }
}
