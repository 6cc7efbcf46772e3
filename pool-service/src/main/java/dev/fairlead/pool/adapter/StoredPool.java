package dev.fairlead.pool.adapter;

import dev.fairlead.pool.domain.Pool;

/** A pool in one of its versions. */
public record StoredPool(String id, int version, PoolDocument document) {

  /** What it says. */
  public Pool pool() {
    return document.pool(id);
  }
}
