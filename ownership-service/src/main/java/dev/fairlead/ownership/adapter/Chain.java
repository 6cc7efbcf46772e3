package dev.fairlead.ownership.adapter;

import dev.fairlead.events.evidence.Evidence;
import org.jspecify.annotations.Nullable;

/**
 * Where the chain of a lead's entries ends.
 *
 * @param length number of the last entry; 0 without one
 * @param head hash of the last entry, or the lead's genesis
 */
public record Chain(long length, String head) {

  /** As it is stored; a lead without a hashed entry begins its chain. */
  static Chain of(String leadId, long length, @Nullable String head) {
    return new Chain(length, head == null ? Evidence.genesis(leadId) : head);
  }
}
