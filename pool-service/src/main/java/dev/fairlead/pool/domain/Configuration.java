package dev.fairlead.pool.domain;

import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.stream.Stream;
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

  /**
   * The clock rules for a lead that gets an owner: those of the pool it was claimed from, else of
   * the pool whose scope it is in, else of the house. Without the facts these need, they are
   * provisional.
   *
   * @param claimedFrom id of the pool it was claimed from; null when it was not
   * @param facts null while they have not arrived
   * @param matches tells whether a pool's condition holds for a lead
   */
  public ClockRules rulesFor(
      @Nullable String claimedFrom,
      @Nullable LeadFacts facts,
      BiPredicate<Pool, LeadFacts> matches) {
    Pool pool = pool(claimedFrom).or(() -> scope(facts, matches)).orElse(null);
    boolean decided = facts != null || !asksFacts(claimedFrom);
    return settings.rulesFor(pool, facts == null ? null : facts.segment(), !decided);
  }

  private Optional<Pool> scope(@Nullable LeadFacts facts, BiPredicate<Pool, LeadFacts> matches) {
    return pools.stream().allMatch(Configuration::silent)
        ? Optional.empty()
        : switch (PoolChoice.of(pools, null, facts, matches)) {
          case PoolChoice.Chosen chosen -> Optional.of(chosen.pool());
          case PoolChoice.WaitForFacts wait -> Optional.empty();
          case PoolChoice.WaitForPool wait -> Optional.empty();
        };
  }

  /** The same with a pool changed. */
  public Configuration with(Pool changed) {
    List<Pool> others =
        pools.stream().map(pool -> pool.id().equals(changed.id()) ? changed : pool).toList();
    return new Configuration(others, settings, version);
  }

  /** The same with changed rules of the house. */
  public Configuration with(PoolSettings changed) {
    return new Configuration(pools, changed, version);
  }

  /** Whether the facts of a lead can make a difference to its clock. */
  private boolean asksFacts(@Nullable String claimedFrom) {
    boolean levels =
        Stream.concat(
                settings.recycle().stream(),
                pools.stream().flatMap(pool -> pool.circulation().recycle().stream()))
            .anyMatch(rule -> rule.level() != null);
    boolean scopes =
        pool(claimedFrom).isEmpty()
            && pools.stream().anyMatch(pool -> pool.when() != null)
            && !pools.stream().allMatch(Configuration::silent);
    return levels || scopes;
  }

  /** A pool that says nothing of clocks need not be found. */
  private static boolean silent(Pool pool) {
    return pool.warn().isEmpty() && pool.circulation().equals(Circulation.USUAL);
  }
}
