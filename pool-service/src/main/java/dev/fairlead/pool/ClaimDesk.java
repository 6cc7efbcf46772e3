package dev.fairlead.pool;

import dev.fairlead.pool.adapter.Claims;
import dev.fairlead.pool.adapter.Custodies;
import dev.fairlead.pool.adapter.PooledLeads;
import dev.fairlead.pool.adapter.Pools;
import dev.fairlead.pool.adapter.Roster;
import dev.fairlead.pool.adapter.Tenures;
import dev.fairlead.pool.domain.PoolSettings;
import dev.fairlead.pool.domain.Rep;
import dev.fairlead.pool.domain.Usage;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Reads what claims are judged by, in one round trip. The reps' rows are locked by its first
 * statement, so that what the following ones count cannot change any more through another claim of
 * the same rep, on whatever replica: each statement sees what was committed when it began.
 */
@ApplicationScoped
class ClaimDesk {

  private final Roster roster;
  private final Pools pools;
  private final PooledLeads pooledLeads;
  private final Tenures tenures;
  private final Claims claims;
  private final Custodies custodies;

  ClaimDesk(
      Roster roster,
      Pools pools,
      PooledLeads pooledLeads,
      Tenures tenures,
      Claims claims,
      Custodies custodies) {
    this.roster = roster;
    this.pools = pools;
    this.pooledLeads = pooledLeads;
    this.tenures = tenures;
    this.claims = claims;
    this.custodies = custodies;
  }

  /**
   * Opens the file of some claims.
   *
   * @param hold whether the leads' rows are locked too, and waited for
   */
  Uni<ClaimFile> open(
      Mutiny.Session session,
      Set<Seat> seats,
      Collection<String> leadIds,
      boolean hold,
      Instant now) {
    Set<String> repIds =
        seats.stream().map(Seat::repId).collect(Collectors.toCollection(TreeSet::new));
    Set<String> poolIds = seats.stream().map(Seat::poolId).collect(Collectors.toSet());
    return Uni.combine()
        .all()
        .unis(
            roster.lock(session, repIds),
            hold ? pooledLeads.lock(session, leadIds) : pooledLeads.find(session, leadIds),
            pools.of(session, poolIds),
            pools.rules(session),
            claims.tallies(session, seats, now),
            tenures.pastOwners(session, leadIds),
            custodies.terms(session, leadIds))
        .collectFailures()
        .with(
            (reps, leads, found, rules, tallies, owners, terms) ->
                new ClaimFile(
                    reps,
                    found,
                    rules,
                    leads,
                    owners,
                    usages(reps, rules, tallies, now),
                    terms,
                    now));
  }

  private static Map<Seat, Usage> usages(
      Map<String, Rep> reps, PoolSettings rules, Map<Seat, Claims.Tally> tallies, Instant now) {
    Map<Seat, Usage> usages = new HashMap<>();
    tallies.forEach(
        (seat, tally) -> {
          Rep rep = reps.get(seat.repId());
          if (rep != null) {
            usages.put(seat, tally.usage(rep.startOfDay(now), rules.countWon()));
          }
        });
    return usages;
  }
}
