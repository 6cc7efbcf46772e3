package dev.fairlead.assignment.roster.domain;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who can own leads.
 *
 * @param roles stages he serves ({@code sdr}, {@code ae}, {@code csm}); empty for all
 * @param capacity most open leads at a time; null for no limit
 * @param weight share in weighted distribution, &gt; 0
 * @param status {@code active}, {@code away} or {@code left}
 * @param optedOut he takes no automatically assigned leads for now
 * @param attributes what conditions read as {@code rep}
 */
public record Rep(
    String id,
    String name,
    List<String> teams,
    List<String> roles,
    @Nullable Integer capacity,
    double weight,
    WorkingHours hours,
    String status,
    boolean optedOut,
    Map<String, Object> attributes) {

  /** Whether he works here and is not away. */
  public boolean active() {
    return status.equals("active");
  }

  /** Whether he serves a stage; null is the stage of new leads, which anybody serves. */
  public boolean serves(@Nullable String stage) {
    return stage == null || roles.isEmpty() || roles.contains(stage);
  }
}
