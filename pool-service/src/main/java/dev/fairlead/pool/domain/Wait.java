package dev.fairlead.pool.domain;

/** What a released lead that no pool has taken yet waits for. */
public enum Wait {
  /** The lead's facts, which conditions need. */
  FACTS,
  /** A pool that takes it. */
  POOL
}
