package dev.fairlead.pool;

import dev.fairlead.events.PoolEvent;
import dev.fairlead.kit.event.EventLog;
import dev.fairlead.kit.event.Fact;
import dev.fairlead.kit.event.Flow;
import dev.fairlead.kit.http.Caller;
import dev.fairlead.kit.http.ProblemException;
import dev.fairlead.pool.adapter.Claims;
import dev.fairlead.pool.adapter.PooledLeads;
import dev.fairlead.pool.adapter.Pools;
import dev.fairlead.pool.adapter.Roster;
import dev.fairlead.pool.domain.Claim;
import dev.fairlead.pool.domain.ClaimAttempt;
import dev.fairlead.pool.domain.ClaimRefusal;
import dev.fairlead.pool.domain.ClaimRules;
import dev.fairlead.pool.domain.Pool;
import dev.fairlead.pool.domain.PooledLead;
import dev.fairlead.pool.domain.Rep;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * A pool admin gives a pooled lead to a rep: no claim limits and no quota, but what the receiver
 * may hold still counts.
 */
@ApplicationScoped
public class AssignPooledLead {

  private final Pools pools;
  private final Roster roster;
  private final PooledLeads pooledLeads;
  private final Claims claims;
  private final ClaimTerms terms;
  private final EventLog log;
  private final Clock clock;

  AssignPooledLead(
      Pools pools,
      Roster roster,
      PooledLeads pooledLeads,
      Claims claims,
      ClaimTerms terms,
      EventLog log,
      Clock clock) {
    this.pools = pools;
    this.roster = roster;
    this.pooledLeads = pooledLeads;
    this.claims = claims;
    this.terms = terms;
    this.log = log;
    this.clock = clock;
  }

  /** Gives the lead; the outcome holds the refusal, if any. */
  public Uni<ClaimLeads.Outcome> assign(
      Mutiny.Session session,
      Caller operator,
      String poolId,
      String leadId,
      String repId,
      Flow flow) {
    return pools
        .find(session, poolId)
        .map(found -> administered(ClaimLeads.require(found, poolId).pool(), operator))
        .chain(
            pool ->
                roster
                    .lock(session, repId)
                    .map(rep -> present(ClaimLeads.require(rep)))
                    .chain(rep -> attempt(session, rep, pool, leadId))
                    .chain(attempt -> decide(session, attempt, leadId, operator, flow)));
  }

  private Uni<ClaimAttempt> attempt(Mutiny.Session session, Rep rep, Pool pool, String leadId) {
    Instant now = clock.instant();
    return pools
        .settings(session)
        .chain(
            settings ->
                pooledLeads
                    .lock(session, List.of(leadId))
                    .chain(
                        leads ->
                            claims
                                .usage(session, rep, pool.id(), settings.countWon(), now)
                                .map(
                                    usage ->
                                        new ClaimAttempt(
                                            rep,
                                            pool,
                                            leads.get(leadId),
                                            null,
                                            usage,
                                            settings,
                                            now))));
  }

  private Uni<ClaimLeads.Outcome> decide(
      Mutiny.Session session, ClaimAttempt attempt, String leadId, Caller operator, Flow flow) {
    Optional<ClaimRefusal> refusal = ClaimRules.refuseAssignment(attempt);
    PooledLead lead = attempt.lead();
    if (refusal.isPresent() || lead == null) {
      return Uni.createFrom()
          .item(ClaimLeads.Outcome.refused(leadId, refusal.orElse(ClaimRefusal.GONE)));
    }
    Claim claim =
        Claim.pending(
            lead, attempt.pool(), attempt.rep(), Claim.BY_ADMIN, Claims.newId(), attempt.now());
    return pooledLeads
        .take(session, lead, claim.id())
        .chain(() -> claims.add(session, claim))
        .chain(() -> terms.of(session, attempt.pool(), leadId))
        .chain(
            given ->
                log.append(
                    session,
                    List.of(
                        new Fact(
                            claim.id(),
                            new PoolEvent.Claimed(
                                leadId,
                                claim.epoch(),
                                claim.pool(),
                                claim.repId(),
                                claim.cause(),
                                operator.id(),
                                given,
                                null,
                                null),
                            flow,
                            claim.at()))))
        .replaceWith(() -> ClaimLeads.Outcome.claimed(leadId, claim.epoch()));
  }

  static Pool administered(Pool pool, Caller operator) {
    if (!operator.isAdmin() && !pool.admins().contains(operator.id())) {
      throw ProblemException.forbidden("pool.not-admin", "only an admin of this pool may do this");
    }
    return pool;
  }

  private static Rep present(Rep rep) {
    if (rep.left()) {
      throw ProblemException.conflict("rep.left", "this rep has left");
    }
    return rep;
  }
}
