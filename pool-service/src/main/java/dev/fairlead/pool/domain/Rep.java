package dev.fairlead.pool.domain;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Set;

/**
 * What the pool needs to know of a rep.
 *
 * @param teams ids of his teams
 * @param zone decides where his day begins
 * @param left he is gone and can hold nothing
 */
public record Rep(String id, Set<String> teams, ZoneId zone, boolean left) {

  public Rep {
    teams = Set.copyOf(teams);
  }

  /** Beginning of his day that holds this instant. */
  public Instant startOfDay(Instant at) {
    return at.atZone(zone).toLocalDate().atStartOfDay(zone).toInstant();
  }

  /** Beginning of his next day. */
  public Instant nextDay(Instant at) {
    return at.atZone(zone).toLocalDate().plusDays(1).atStartOfDay(zone).toInstant();
  }
}
