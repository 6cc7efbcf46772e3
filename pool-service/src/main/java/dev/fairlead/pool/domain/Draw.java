package dev.fairlead.pool.domain;

import java.time.Instant;
import java.util.UUID;

/**
 * A fair window for one pooled lead.
 *
 * @param epoch the custody epoch that pooled the lead
 * @param rule stated when it opened; a later change of the pool does not touch it
 * @param seed made when it opened, published after the draw
 * @param seedHash of the seed, published when it opened
 * @param drawAt when it closes
 */
public record Draw(
    UUID id,
    String leadId,
    long epoch,
    String pool,
    DrawRule rule,
    String seed,
    String seedHash,
    Instant openedAt,
    Instant drawAt) {

  /** A window that opens now. */
  public static Draw open(UUID id, PooledLead lead, Pool pool, String seed, Instant now) {
    Span window = pool.claim().fairWindow();
    return new Draw(
        id,
        lead.leadId(),
        lead.epoch(),
        pool.id(),
        pool.claim().draw(),
        seed,
        Lot.hashOf(seed),
        now,
        window == null ? now : now.plus(window.exact()));
  }
}
