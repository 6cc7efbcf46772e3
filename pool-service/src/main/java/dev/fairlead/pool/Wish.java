package dev.fairlead.pool;

import dev.fairlead.kit.event.Flow;

/**
 * A rep asks for a pooled lead.
 *
 * @param flow of his command
 */
public record Wish(String repId, String poolId, String leadId, Flow flow) {

  Seat seat() {
    return new Seat(repId, poolId);
  }
}
