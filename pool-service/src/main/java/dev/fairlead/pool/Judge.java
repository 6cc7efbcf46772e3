package dev.fairlead.pool;

import dev.fairlead.pool.domain.Claim;
import dev.fairlead.pool.domain.ClaimAttempt;
import dev.fairlead.pool.domain.ClaimRefusal;
import dev.fairlead.pool.domain.ClaimRules;
import dev.fairlead.pool.domain.PooledLead;
import dev.fairlead.pool.domain.Usage;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Judges claims one after the other, each knowing of those before it: what one took is spent for
 * the next. Only for pools and reps that are in the file.
 */
final class Judge {

  private static final Usage NOTHING = new Usage(0, null, 0, 0, false);

  private final ClaimFile file;
  private final Map<Seat, Usage> usages;
  private final Set<String> gone = new HashSet<>();

  Judge(ClaimFile file) {
    this.file = file;
    this.usages = new HashMap<>(file.usages());
  }

  /** What refuses a rep's own claim; empty when he may have the lead. */
  Optional<ClaimRefusal> refuseClaim(Seat seat, String leadId) {
    return ClaimRules.refuseClaim(attempt(seat, leadId));
  }

  /** What refuses an admin's assignment. */
  Optional<ClaimRefusal> refuseAssignment(Seat seat, String leadId) {
    return ClaimRules.refuseAssignment(attempt(seat, leadId));
  }

  /** Nobody gets this lead any more. */
  void gone(String leadId) {
    gone.add(leadId);
  }

  /** A claim was made: its lead is gone, and its rep has used what it costs. */
  void made(Claim claim) {
    gone(claim.leadId());
    boolean own = claim.cause().equals(Claim.BY_REP);
    usages.replaceAll(
        (seat, usage) -> {
          if (!seat.repId().equals(claim.repId())) {
            return usage;
          }
          if (!seat.poolId().equals(claim.pool())) {
            return usage.afterClaimElsewhere();
          }
          return own ? usage.afterClaim(claim.at()) : usage.afterAssignment();
        });
  }

  private ClaimAttempt attempt(Seat seat, String leadId) {
    var rep = Objects.requireNonNull(file.reps().get(seat.repId()));
    var pool = Objects.requireNonNull(file.pools().get(seat.poolId()));
    PooledLead lead = gone.contains(leadId) ? null : file.leads().get(leadId);
    return new ClaimAttempt(
        rep,
        pool,
        lead,
        file.lastOwnedAt(rep, pool, leadId),
        usages.getOrDefault(seat, NOTHING),
        file.settings(),
        file.now());
  }
}
