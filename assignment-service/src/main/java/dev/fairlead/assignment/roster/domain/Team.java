package dev.fairlead.assignment.roster.domain;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A team.
 *
 * @param absence what a member finds who was away
 * @param rotation name of the rotation it shares with other teams; null for its own
 * @param managers rep or user ids
 * @param countsManual whether a lead that a manager gives by hand counts in the rotation
 */
public record Team(
    String id,
    String name,
    Absence absence,
    @Nullable String rotation,
    List<String> managers,
    boolean countsManual) {

  /** A team in which only what the rules give counts. */
  public Team(
      String id, String name, Absence absence, @Nullable String rotation, List<String> managers) {
    this(id, name, absence, rotation, managers, false);
  }

  /** The rotation its counters stand in. */
  public String rotationId() {
    return rotation == null || rotation.isBlank() ? id : rotation;
  }

  /** What becomes of the share that a member misses while he is away. */
  public enum Absence {
    /** It is credited to him: he comes back to his place, neither ahead nor behind. */
    NEUTRAL,
    /** It stays owed: he is served first when he is back. */
    CATCH_UP,
    /** Like neutral for shares; in a round robin he keeps his place in the row. */
    HOLD_PLACE;

    /** The absence policy of that name; neutral when none is named. */
    public static Absence named(@Nullable String name) {
      return switch (name == null ? "" : name) {
        case "catch-up" -> CATCH_UP;
        case "hold-place" -> HOLD_PLACE;
        default -> NEUTRAL;
      };
    }
  }
}
