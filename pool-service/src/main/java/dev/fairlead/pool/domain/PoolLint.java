package dev.fairlead.pool.domain;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;

/** Finds scopes of pools that get in each other's way. */
public final class PoolLint {

  /** Fields a pool can mask; the contact is masked whether it says so or not. */
  private static final Set<String> MASKABLE =
      Set.of(
          "source",
          "region",
          "city",
          "country",
          "industry",
          "segment",
          "productLine",
          "value",
          "company",
          "jobTitle",
          "name",
          "phone",
          "email",
          "contact");

  private PoolLint() {}

  /**
   * Looks at one pool among all.
   *
   * @param pools in the order their scopes are asked
   * @param sample leads the scopes are tried on
   * @param matches whether a pool's scope holds for a lead
   */
  public static List<PoolFinding> of(
      List<Pool> pools, String id, List<LeadFacts> sample, BiPredicate<Pool, LeadFacts> matches) {
    List<PoolFinding> findings = new ArrayList<>();
    if (pools.stream().noneMatch(Pool::fallback)) {
      findings.add(
          PoolFinding.warning(
              "pool.no-default",
              "/default",
              "no pool is the default: a lead that no scope takes waits",
              null));
    }
    pools.stream()
        .filter(pool -> pool.id().equals(id))
        .flatMap(pool -> pool.masked().stream().sorted())
        .filter(field -> !MASKABLE.contains(field))
        .map(
            field ->
                PoolFinding.warning(
                    "pool.masks-nothing", "/maskedFields", "a list has no field " + field, null))
        .forEach(findings::add);
    pools.stream()
        .filter(pool -> pool.id().equals(id) && pool.when() != null)
        .forEach(
            pool -> {
              List<LeadFacts> mine = sample.stream().filter(l -> matches.test(pool, l)).toList();
              overlaps(pools, pool, mine, matches, findings);
              unreached(pools, pool, mine, sample, matches).ifPresent(findings::add);
            });
    return findings;
  }

  private static void overlaps(
      List<Pool> pools,
      Pool pool,
      List<LeadFacts> mine,
      BiPredicate<Pool, LeadFacts> matches,
      List<PoolFinding> findings) {
    for (Pool other : pools) {
      if (other.when() == null || other.id().equals(pool.id())) {
        continue;
      }
      Optional<String> both =
          mine.stream().filter(l -> matches.test(other, l)).map(LeadFacts::leadId).findFirst();
      if (both.isPresent() || other.when().equals(pool.when())) {
        findings.add(
            PoolFinding.warning(
                "pool.overlap",
                "/when",
                "its scope overlaps that of " + other.id() + "; the pool made first is asked first",
                both.orElse(null)));
      }
    }
  }

  /** Leads match, but an earlier pool takes every one of them; or none matches at all. */
  private static Optional<PoolFinding> unreached(
      List<Pool> pools,
      Pool pool,
      List<LeadFacts> mine,
      List<LeadFacts> sample,
      BiPredicate<Pool, LeadFacts> matches) {
    if (mine.isEmpty()) {
      return sample.isEmpty()
          ? Optional.empty()
          : Optional.of(
              PoolFinding.warning(
                  "pool.matches-nothing",
                  "/when",
                  "none of the newest " + sample.size() + " leads matches",
                  null));
    }
    List<Pool> earlier = pools.subList(0, pools.indexOf(pool));
    boolean all = mine.stream().allMatch(l -> earlier.stream().anyMatch(p -> matches.test(p, l)));
    return all
        ? Optional.of(
            PoolFinding.warning(
                "pool.shadowed",
                "/when",
                "pools made earlier take every lead it would match",
                mine.getFirst().leadId()))
        : Optional.empty();
  }
}
