package dev.fairlead.pool.domain;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * All pools and the rules over them at one moment.
 *
 * @param pools in their stable order
 * @param version rises with every change of a pool
 */
public record Configuration(List<Pool> pools, PoolSettings settings, long version) {

  public Configuration {
    pools = List.copyOf(pools);
  }

  /** The pool of that id. */
  public Optional<Pool> pool(@Nullable String id) {
    return pools.stream().filter(pool -> pool.id().equals(id)).findFirst();
  }

  /** The warning steps that hold for this custody. */
  public List<Span> stepsFor(Custody custody) {
    Episode holder = custody.holder();
    return settings.stepsFor(pool(holder == null ? null : holder.pool()).orElse(null));
  }
}
