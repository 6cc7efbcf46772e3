package dev.fairlead.intake.broken;

import dev.fairlead.pool.broken.Pool;

/** A service that knows another one. */
public class KnowsThePool {
  Pool pool() {
    return new Pool();
  }
}
