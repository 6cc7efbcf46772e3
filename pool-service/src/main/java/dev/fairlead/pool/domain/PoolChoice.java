package dev.fairlead.pool.domain;

import java.util.List;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/** Where a released lead goes: exactly one pool, or a wait that says for what. */
public sealed interface PoolChoice {

  /** This pool takes it. */
  record Chosen(Pool pool) implements PoolChoice {}

  /** A condition has to be asked, and the lead's facts have not arrived. */
  record WaitForFacts() implements PoolChoice {}

  /** No pool takes it: none matches and none is the default. */
  record WaitForPool() implements PoolChoice {}

  /**
   * Chooses: the pool asked for if there is one of that name, else the first whose condition
   * matches, else the default.
   *
   * @param pools in their stable order
   * @param asked id of the pool asked for
   * @param facts absent when they have not arrived yet
   * @param matches tells whether a pool's condition holds for a lead
   */
  static PoolChoice of(
      List<Pool> pools,
      @Nullable String asked,
      @Nullable LeadFacts facts,
      BiPredicate<Pool, LeadFacts> matches) {
    for (Pool pool : pools) {
      if (pool.id().equals(asked)) {
        return new Chosen(pool);
      }
    }
    for (Pool pool : pools) {
      if (pool.when() != null) {
        if (facts == null) {
          return new WaitForFacts();
        }
        if (matches.test(pool, facts)) {
          return new Chosen(pool);
        }
      }
    }
    return pools.stream()
        .filter(Pool::fallback)
        .findFirst()
        .<PoolChoice>map(Chosen::new)
        .orElseGet(WaitForPool::new);
  }
}
