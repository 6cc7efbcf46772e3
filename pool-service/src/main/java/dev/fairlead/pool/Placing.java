package dev.fairlead.pool;

import dev.fairlead.events.PoolEvent;
import dev.fairlead.kit.event.Fact;
import dev.fairlead.kit.event.Flow;
import dev.fairlead.pool.domain.PooledLead;
import java.time.Instant;
import java.util.List;

/** What is said of a lead that got a place, or waits for one. */
final class Placing {

  /** Why a lead left circulation. */
  static final String ROUNDS = "rounds";

  /** Why a lead left circulation. */
  static final String AGE = "age";

  private Placing() {}

  /** Pooled, and archived at once when its owners lost it too often; nothing while it waits. */
  static List<Fact> facts(PooledLead lead, Flow flow, Instant now) {
    String pool = lead.pool();
    if (pool == null) {
      return List.of();
    }
    Fact pooled =
        Fact.of(
            new PoolEvent.Pooled(
                lead.leadId(), lead.epoch(), pool, lead.cause(), lead.availableAt()),
            flow,
            now);
    return lead.shelf().archived()
        ? List.of(pooled, Fact.of(new PoolEvent.Archived(lead.leadId(), pool, ROUNDS), flow, now))
        : List.of(pooled);
  }
}
