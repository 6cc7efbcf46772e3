package dev.fairlead.pool.domain;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The checks of a claim, in the order of which the first that refuses is the answer. */
public final class ClaimRules {

  private static final List<Check> OF_A_CLAIM =
      List.of(
          new Check(ClaimRefusal.NOT_MEMBER, ClaimRules::notMember),
          new Check(ClaimRefusal.ASSIGN_ONLY, attempt -> attempt.pool().assignOnly()),
          new Check(ClaimRefusal.GONE, ClaimRules::gone),
          new Check(ClaimRefusal.COOL_OFF, ClaimRules::coolingOff),
          new Check(ClaimRefusal.PREVIOUS_OWNER, ClaimRules::ownedBefore),
          new Check(ClaimRefusal.DAILY_LIMIT, ClaimRules::overDailyLimit),
          new Check(ClaimRefusal.INTERVAL, ClaimRules::tooSoon),
          new Check(ClaimRefusal.POOL_CAP, ClaimRules::overPoolCap),
          new Check(ClaimRefusal.GLOBAL_CAP, ClaimRules::overGlobalCap),
          new Check(ClaimRefusal.SUSPENDED, attempt -> attempt.usage().suspended()));

  // an admin's assignment knows no claim limits; what the receiver may hold still counts
  private static final List<Check> OF_AN_ASSIGNMENT =
      List.of(
          new Check(ClaimRefusal.GONE, ClaimRules::gone),
          new Check(ClaimRefusal.POOL_CAP, ClaimRules::overPoolCap),
          new Check(ClaimRefusal.GLOBAL_CAP, ClaimRules::overGlobalCap));

  private ClaimRules() {}

  /** The first check that refuses a rep's own claim; empty when he may have the lead. */
  public static Optional<ClaimRefusal> refuseClaim(ClaimAttempt attempt) {
    return first(OF_A_CLAIM, attempt);
  }

  /** The first check that refuses an admin's assignment to the attempt's rep. */
  public static Optional<ClaimRefusal> refuseAssignment(ClaimAttempt attempt) {
    return first(OF_AN_ASSIGNMENT, attempt);
  }

  private static Optional<ClaimRefusal> first(List<Check> checks, ClaimAttempt attempt) {
    return checks.stream()
        .filter(check -> check.refuses().test(attempt))
        .map(Check::refusal)
        .findFirst();
  }

  private static boolean notMember(ClaimAttempt attempt) {
    return !attempt.pool().members().include(attempt.rep());
  }

  private static boolean gone(ClaimAttempt attempt) {
    PooledLead lead = attempt.lead();
    return lead == null
        || lead.claimedBy() != null
        || lead.shelf().archived()
        || !attempt.pool().id().equals(lead.pool());
  }

  private static boolean coolingOff(ClaimAttempt attempt) {
    PooledLead lead = attempt.lead();
    return lead != null && attempt.now().isBefore(lead.availableAt());
  }

  private static boolean ownedBefore(ClaimAttempt attempt) {
    return within(attempt.lastOwnedAt(), attempt.pool().claim().previousOwnerBar(), attempt.now());
  }

  private static boolean overDailyLimit(ClaimAttempt attempt) {
    return reached(attempt.usage().claimsToday(), attempt.pool().claim().dailyLimit());
  }

  private static boolean tooSoon(ClaimAttempt attempt) {
    return within(
        attempt.usage().lastClaimAt(), attempt.pool().claim().minInterval(), attempt.now());
  }

  private static boolean overPoolCap(ClaimAttempt attempt) {
    return reached(attempt.usage().heldFromPool(), attempt.pool().claim().holdingCap());
  }

  private static boolean overGlobalCap(ClaimAttempt attempt) {
    return reached(attempt.usage().held(), attempt.settings().globalHoldingCap());
  }

  private static boolean reached(int used, @Nullable Integer limit) {
    return limit != null && used >= limit;
  }

  /** Whether less than the span, in exact hours, has passed since. */
  private static boolean within(@Nullable Instant since, @Nullable Span span, Instant now) {
    return since != null && span != null && now.isBefore(since.plus(span.exact()));
  }

  private record Check(ClaimRefusal refusal, Predicate<ClaimAttempt> refuses) {}
}
