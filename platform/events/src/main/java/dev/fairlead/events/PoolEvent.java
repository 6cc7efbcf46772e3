package dev.fairlead.events;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Facts and proposals of pool-service, on {@link Topic#POOL}. */
public sealed interface PoolEvent extends Event {

  /** Id of the lead. */
  String leadId();

  @Override
  default String key() {
    return leadId();
  }

  /** A released lead landed in this pool and can be claimed from {@code availableAt}. */
  record Pooled(String leadId, long epoch, String pool, String cause, Instant availableAt)
      implements PoolEvent {}

  /**
   * Proposal: the rep takes the lead.
   *
   * @param cause {@code claimed}, or {@code admin} when a pool admin gave it
   * @param operator who acted, when not the rep himself
   * @param draw rule of the draw in a fair window, with its {@code seed}
   */
  record Claimed(
      String leadId,
      long epoch,
      String pool,
      String repId,
      String cause,
      @Nullable String operator,
      Terms terms,
      @Nullable String draw,
      @Nullable String seed)
      implements PoolEvent {}

  /** A claim did not win, and why. */
  record ClaimLost(
      String leadId,
      String pool,
      String repId,
      String reason,
      @Nullable String draw,
      @Nullable String seed)
      implements PoolEvent {}

  /** A protection is about to end; {@code step} is the ISO-8601 time before the deadline. */
  record Expiring(String leadId, long epoch, String owner, Instant deadline, String step)
      implements PoolEvent {}

  /**
   * Proposal: the owner's time is over.
   *
   * @param reason {@code not-accepted}, {@code no-follow-up} …
   */
  record Lapsed(String leadId, long epoch, String owner, Instant deadline, String reason)
      implements PoolEvent {}

  /** An admin moved the lead between pools. */
  record Moved(String leadId, String from, String to, String operator) implements PoolEvent {}

  /** The lead left circulation. */
  record Archived(String leadId, String pool, @Nullable String reason) implements PoolEvent {}
}
