package dev.fairlead.assignment.roster.domain;

import java.time.Instant;

/**
 * Time off.
 *
 * @param from inclusive
 * @param to exclusive
 */
public record Leave(Instant from, Instant to) {

  /** Whether that moment is off. */
  public boolean covers(Instant at) {
    return !at.isBefore(from) && at.isBefore(to);
  }
}
