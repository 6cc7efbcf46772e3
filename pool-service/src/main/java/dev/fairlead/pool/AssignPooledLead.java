package dev.fairlead.pool;

import dev.fairlead.events.PoolEvent;
import dev.fairlead.kit.event.EventLog;
import dev.fairlead.kit.event.Fact;
import dev.fairlead.kit.event.Flow;
import dev.fairlead.kit.http.Caller;
import dev.fairlead.kit.http.ProblemException;
import dev.fairlead.kit.sql.Sql;
import dev.fairlead.pool.adapter.Claims;
import dev.fairlead.pool.adapter.PooledLeads;
import dev.fairlead.pool.adapter.Pools;
import dev.fairlead.pool.domain.Claim;
import dev.fairlead.pool.domain.ClaimRefusal;
import dev.fairlead.pool.domain.Pool;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * A pool admin gives pooled leads to a rep: no claim limits and no quota, but what the receiver may
 * hold still counts, here and once more at the ledger.
 */
@ApplicationScoped
public class AssignPooledLead {

  private final Pools pools;
  private final ClaimDesk desk;
  private final PooledLeads pooledLeads;
  private final Claims claims;
  private final ClaimTerms terms;
  private final EventLog log;
  private final Clock clock;

  AssignPooledLead(
      Pools pools,
      ClaimDesk desk,
      PooledLeads pooledLeads,
      Claims claims,
      ClaimTerms terms,
      EventLog log,
      Clock clock) {
    this.pools = pools;
    this.desk = desk;
    this.pooledLeads = pooledLeads;
    this.claims = claims;
    this.terms = terms;
    this.log = log;
    this.clock = clock;
  }

  /** Gives leads; one outcome each, in their order. */
  public Uni<List<Outcome>> assign(
      Mutiny.Session session, Caller operator, String poolId, Gift gift, Flow flow) {
    Seat seat = new Seat(gift.repId(), poolId);
    return pools
        .of(session, List.of(poolId))
        .invoke(found -> administered(found.get(poolId), poolId, operator))
        .chain(
            () ->
                desk.open(
                    session,
                    Set.of(seat),
                    gift.leadIds().stream().distinct().sorted().toList(),
                    true,
                    clock.instant()))
        .invoke(file -> requirePresent(file, gift.repId()))
        .chain(file -> give(session, file, seat, operator, gift, flow));
  }

  private Uni<List<Outcome>> give(
      Mutiny.Session session, ClaimFile file, Seat seat, Caller operator, Gift gift, Flow flow) {
    Judge judge = new Judge(file);
    List<Outcome> outcomes = new ArrayList<>();
    List<Claim> made = new ArrayList<>();
    for (String leadId : gift.leadIds()) {
      Optional<ClaimRefusal> refusal = judge.refuseAssignment(seat, leadId);
      if (refusal.isPresent()) {
        outcomes.add(new Outcome.Refused(leadId, refusal.get()));
      } else {
        Claim claim = claim(file, seat, leadId).givenBy(operator.id(), gift.reason());
        judge.made(claim);
        made.add(claim);
        outcomes.add(new Outcome.Taken(leadId, claim.epoch(), claim.id()));
      }
    }
    return made.isEmpty()
        ? Uni.createFrom().item(outcomes)
        : Sql.together(
                List.of(
                    pooledLeads.take(session, made),
                    claims.add(session, made),
                    log.append(session, facts(file, made, flow))))
            .replaceWith(outcomes);
  }

  private static Claim claim(ClaimFile file, Seat seat, String leadId) {
    return Claim.pending(
        Objects.requireNonNull(file.leads().get(leadId)),
        Objects.requireNonNull(file.pools().get(seat.poolId())),
        Objects.requireNonNull(file.reps().get(seat.repId())),
        Claim.BY_ADMIN,
        Claims.newId(),
        file.now());
  }

  private List<Fact> facts(ClaimFile file, List<Claim> made, Flow flow) {
    return made.stream()
        .map(
            claim ->
                new Fact(
                    claim.id(),
                    new PoolEvent.Claimed(
                        claim.leadId(),
                        claim.epoch(),
                        claim.pool(),
                        claim.repId(),
                        claim.cause(),
                        claim.operator(),
                        terms.of(file, claim),
                        null,
                        null),
                    flow,
                    claim.at()))
        .toList();
  }

  static Pool administered(@Nullable Pool pool, String id, Caller operator) {
    return administered(ClaimLeads.require(pool, id), operator);
  }

  static Pool administered(Pool pool, Caller operator) {
    if (!operator.isAdmin() && !pool.admins().contains(operator.id())) {
      throw ProblemException.forbidden("pool.not-admin", "only an admin of this pool may do this");
    }
    return pool;
  }

  private static void requirePresent(ClaimFile file, String repId) {
    if (ClaimLeads.require(file.reps().get(repId)).left()) {
      throw ProblemException.conflict("rep.left", "this rep has left");
    }
  }

  /** What is given to whom, and why. */
  public record Gift(List<String> leadIds, String repId, @Nullable String reason) {}
}
