package dev.fairlead.pool;

import dev.fairlead.events.PoolEvent;
import dev.fairlead.kit.event.EventLog;
import dev.fairlead.kit.event.Fact;
import dev.fairlead.kit.event.Flow;
import dev.fairlead.kit.http.ProblemException;
import dev.fairlead.pool.adapter.Claims;
import dev.fairlead.pool.adapter.PooledLeads;
import dev.fairlead.pool.adapter.Pools;
import dev.fairlead.pool.adapter.Roster;
import dev.fairlead.pool.adapter.StoredPool;
import dev.fairlead.pool.adapter.Tenures;
import dev.fairlead.pool.domain.Claim;
import dev.fairlead.pool.domain.ClaimAttempt;
import dev.fairlead.pool.domain.ClaimRefusal;
import dev.fairlead.pool.domain.ClaimRules;
import dev.fairlead.pool.domain.Pool;
import dev.fairlead.pool.domain.PoolSettings;
import dev.fairlead.pool.domain.PooledLead;
import dev.fairlead.pool.domain.Rep;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * A rep takes pooled leads. His own row is locked first, so that his parallel claims stand in line
 * and cannot pass a limit together; the lead is taken by one conditional update at the very end, so
 * that of many reps the first to get there has it and the others are told at once. What is refused
 * leaves no trace.
 */
@ApplicationScoped
public class ClaimLeads {

  private final Pools pools;
  private final Roster roster;
  private final PooledLeads pooledLeads;
  private final Claims claims;
  private final Tenures tenures;
  private final ClaimTerms terms;
  private final EventLog log;
  private final Clock clock;

  ClaimLeads(
      Pools pools,
      Roster roster,
      PooledLeads pooledLeads,
      Claims claims,
      Tenures tenures,
      ClaimTerms terms,
      EventLog log,
      Clock clock) {
    this.pools = pools;
    this.roster = roster;
    this.pooledLeads = pooledLeads;
    this.claims = claims;
    this.tenures = tenures;
    this.terms = terms;
    this.log = log;
    this.clock = clock;
  }

  /** Claims leads one after the other; one outcome each, in the same order. */
  public Uni<List<Outcome>> claim(
      Mutiny.Session session, String repId, String poolId, List<String> leadIds, Flow flow) {
    return pools
        .find(session, poolId)
        .map(pool -> require(pool, poolId).pool())
        .chain(
            pool ->
                roster
                    .lock(session, repId)
                    .map(ClaimLeads::require)
                    .chain(
                        rep ->
                            pools
                                .settings(session)
                                .chain(
                                    settings ->
                                        each(
                                            leadIds,
                                            leadId ->
                                                one(session, rep, pool, settings, leadId, flow)))));
  }

  private static Uni<List<Outcome>> each(
      List<String> leadIds, Function<String, Uni<Outcome>> claim) {
    return Multi.createFrom()
        .iterable(leadIds)
        .onItem()
        .transformToUniAndConcatenate(leadId -> claim.apply(leadId))
        .collect()
        .asList();
  }

  private Uni<Outcome> one(
      Mutiny.Session session, Rep rep, Pool pool, PoolSettings settings, String leadId, Flow flow) {
    return attempt(session, rep, pool, settings, leadId)
        .chain(
            attempt -> {
              Optional<ClaimRefusal> refusal = ClaimRules.refuseClaim(attempt);
              PooledLead lead = attempt.lead();
              return refusal.isPresent() || lead == null
                  ? Uni.createFrom()
                      .item(Outcome.refused(leadId, refusal.orElse(ClaimRefusal.GONE)))
                  : take(session, attempt, lead, flow);
            });
  }

  private Uni<ClaimAttempt> attempt(
      Mutiny.Session session, Rep rep, Pool pool, PoolSettings settings, String leadId) {
    Instant now = clock.instant();
    return pooledLeads
        .find(session, leadId)
        .chain(
            lead ->
                tenures
                    .lastOwned(session, leadId, rep, pool.claim().barTeam())
                    .chain(
                        lastOwned ->
                            claims
                                .usage(session, rep, pool.id(), settings.countWon(), now)
                                .map(
                                    usage ->
                                        new ClaimAttempt(
                                            rep, pool, lead, lastOwned, usage, settings, now))));
  }

  private Uni<Outcome> take(
      Mutiny.Session session, ClaimAttempt attempt, PooledLead lead, Flow flow) {
    Claim claim =
        Claim.pending(
            lead, attempt.pool(), attempt.rep(), Claim.BY_REP, Claims.newId(), attempt.now());
    return pooledLeads
        .take(session, lead, claim.id())
        .chain(
            taken ->
                taken
                    ? propose(session, attempt.pool(), claim, flow)
                        .replaceWith(() -> Outcome.claimed(lead.leadId(), lead.epoch()))
                    : Uni.createFrom().item(Outcome.refused(lead.leadId(), ClaimRefusal.GONE)));
  }

  private Uni<Void> propose(Mutiny.Session session, Pool pool, Claim claim, Flow flow) {
    return claims
        .add(session, claim)
        .chain(() -> terms.of(session, pool, claim.leadId()))
        .chain(
            given ->
                log.append(
                    session,
                    List.of(
                        new Fact(
                            claim.id(),
                            new PoolEvent.Claimed(
                                claim.leadId(),
                                claim.epoch(),
                                pool.id(),
                                claim.repId(),
                                claim.cause(),
                                null,
                                given,
                                null,
                                null),
                            flow,
                            claim.at()))));
  }

  static StoredPool require(@Nullable StoredPool pool, String id) {
    if (pool == null) {
      throw ProblemException.notFound("pool.unknown", "pool " + id);
    }
    return pool;
  }

  static Rep require(@Nullable Rep rep) {
    if (rep == null) {
      throw ProblemException.later("rep.unknown", "this rep is not known here yet", 2);
    }
    return rep;
  }

  /**
   * What became of one claim.
   *
   * @param epoch the custody epoch it acted on, when it was not refused
   */
  public record Outcome(String leadId, long epoch, @Nullable ClaimRefusal refusal) {
    static Outcome claimed(String leadId, long epoch) {
      return new Outcome(leadId, epoch, null);
    }

    static Outcome refused(String leadId, ClaimRefusal refusal) {
      return new Outcome(leadId, 0, refusal);
    }
  }
}
