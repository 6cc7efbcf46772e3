package dev.fairlead.pool.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A time somebody owned a lead.
 *
 * @param epoch the epoch that made him owner
 * @param until absent while he still owns it
 */
public record Tenure(
    String leadId,
    long epoch,
    String owner,
    @Nullable String team,
    Instant begunAt,
    @Nullable Instant until) {

  /** The same time, over. */
  public Tenure ended(Instant at) {
    return new Tenure(leadId, epoch, owner, team, begunAt, at);
  }
}
