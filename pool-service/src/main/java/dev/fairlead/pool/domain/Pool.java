package dev.fairlead.pool.domain;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A pool as it is configured.
 *
 * @param when condition (CEL) for the leads that belong here; absent for none by themselves
 * @param fallback takes what no condition matches; one pool is the default
 * @param assignOnly its leads are given by its admins, not claimed
 * @param warn warning steps before the deadline of leads claimed here; empty for the house's
 * @param protect terms of a claim; absent for those the lead had last
 * @param viewQuota most leads a rep opens here per day of his zone; absent for no limit
 * @param masked fields of a listed lead that are hidden, beyond its contact, which always is
 * @param circulation how its leads come back and are given up
 */
public record Pool(
    String id,
    String name,
    @Nullable String when,
    boolean fallback,
    Members members,
    Set<String> admins,
    boolean assignOnly,
    ClaimLimits claim,
    List<Span> warn,
    @Nullable ProtectionTerms protect,
    Set<String> masked,
    @Nullable Integer viewQuota,
    Circulation circulation) {

  public Pool {
    admins = Set.copyOf(admins);
    warn = List.copyOf(warn);
    masked = Set.copyOf(masked);
  }

  /** A pool whose leads may be opened without limit. */
  public Pool(
      String id,
      String name,
      @Nullable String when,
      boolean fallback,
      Members members,
      Set<String> admins,
      boolean assignOnly,
      ClaimLimits claim,
      List<Span> warn,
      @Nullable ProtectionTerms protect,
      Set<String> masked,
      Circulation circulation) {
    this(
        id,
        name,
        when,
        fallback,
        members,
        admins,
        assignOnly,
        claim,
        warn,
        protect,
        masked,
        null,
        circulation);
  }

  /** From when on a lead pooled at that instant may be claimed. */
  public Instant availableAt(Instant pooledAt) {
    Span coolOff = claim.coolOff();
    return coolOff == null ? pooledAt : pooledAt.plus(coolOff.exact());
  }

  /** The same with other clock rules. */
  public Pool with(List<Span> changedWarn, Circulation changed) {
    return new Pool(
        id,
        name,
        when,
        fallback,
        members,
        admins,
        assignOnly,
        claim,
        changedWarn,
        protect,
        masked,
        viewQuota,
        changed);
  }
}
