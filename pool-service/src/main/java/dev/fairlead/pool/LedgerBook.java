package dev.fairlead.pool;

import dev.fairlead.events.OwnershipEvent;
import dev.fairlead.events.PoolEvent;
import dev.fairlead.events.Terms;
import dev.fairlead.kit.event.Ending;
import dev.fairlead.kit.event.Envelope;
import dev.fairlead.kit.event.Fact;
import dev.fairlead.pool.domain.Claim;
import dev.fairlead.pool.domain.Configuration;
import dev.fairlead.pool.domain.Custody;
import dev.fairlead.pool.domain.Episode;
import dev.fairlead.pool.domain.LeadFacts;
import dev.fairlead.pool.domain.PoolChoice;
import dev.fairlead.pool.domain.PooledLead;
import dev.fairlead.pool.domain.ProtectionTerms;
import dev.fairlead.pool.domain.Tenure;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/**
 * The state of the leads of one batch while the ledger's facts are applied to it, in memory: read
 * before, written after, each with one statement per table.
 */
final class LedgerBook {

  private static final String TO_POOL = "pool";
  private static final String CLOSED = "closed";

  private final Map<String, Custody> custodies;
  private final Map<String, PooledLead> pooled;
  private final Map<String, Claim> claims;
  private final Map<String, LeadFacts> facts;
  private final Configuration configuration;
  private final BiPredicate<@Nullable String, LeadFacts> conditions;
  private final Instant now;

  private final Set<String> changed = new HashSet<>();
  private final Set<String> repooled = new HashSet<>();
  private final List<PooledLead> placed = new ArrayList<>();
  private final Set<String> unpooled = new HashSet<>();
  private final Map<String, Claim> answered = new HashMap<>();
  private final Map<String, Instant> ended = new TreeMap<>();
  private final List<Tenure> tenures = new ArrayList<>();
  private final List<OwnershipEvent.Penalty> penalties = new ArrayList<>();
  private final List<Fact> said = new ArrayList<>();

  LedgerBook(
      Map<String, Custody> custodies,
      Map<String, PooledLead> pooled,
      Map<String, Claim> claims,
      Map<String, LeadFacts> facts,
      Configuration configuration,
      BiPredicate<@Nullable String, LeadFacts> conditions,
      Instant now) {
    this.custodies = new TreeMap<>(custodies);
    this.pooled = new TreeMap<>(pooled);
    this.claims = claims;
    this.facts = facts;
    this.configuration = configuration;
    this.conditions = conditions;
    this.now = now;
  }

  /** Applies one fact of the ledger. */
  Ending on(Envelope envelope, OwnershipEvent event) {
    return switch (event) {
      case OwnershipEvent.Granted e -> granted(envelope, e);
      case OwnershipEvent.Transferred e -> transferred(envelope, e);
      case OwnershipEvent.Released e -> released(envelope, e);
      case OwnershipEvent.Closed e -> closed(envelope, e);
      case OwnershipEvent.Refused e -> refused(envelope, e);
      case OwnershipEvent.Accepted e -> accepted(envelope, e.leadId(), e.epoch());
      case OwnershipEvent.Activity e ->
          e.qualifying() ? accepted(envelope, e.leadId(), e.epoch()) : Ending.APPLIED;
      case OwnershipEvent.Extended e -> extended(envelope, e);
      case OwnershipEvent.Locked e -> locked(envelope, e.leadId(), e.epoch(), true);
      case OwnershipEvent.Unlocked e -> locked(envelope, e.leadId(), e.epoch(), false);
      case OwnershipEvent.DisputeOpened e -> disputed(envelope, e.leadId(), 1);
      case OwnershipEvent.DisputeDecided e -> disputed(envelope, e.leadId(), -1);
      case OwnershipEvent.Penalty e -> penalty(e);
      case OwnershipEvent.Declined e -> Ending.NOT_FOR_US;
      case OwnershipEvent.HelperAdded e -> Ending.NOT_FOR_US;
      case OwnershipEvent.HelperRemoved e -> Ending.NOT_FOR_US;
      case OwnershipEvent.HandedOff e -> Ending.NOT_FOR_US;
      case OwnershipEvent.Violation e -> Ending.NOT_FOR_US;
      case OwnershipEvent.Appointment e -> Ending.NOT_FOR_US;
      case OwnershipEvent.Opportunity e -> Ending.NOT_FOR_US;
      case OwnershipEvent.DisputeOverdue e -> Ending.NOT_FOR_US;
      case OwnershipEvent.PenaltyAppeal e -> Ending.NOT_FOR_US;
    };
  }

  private Ending granted(Envelope envelope, OwnershipEvent.Granted e) {
    Custody custody = custody(e.leadId());
    Claim claim = claimOf(envelope);
    if (claim != null) {
      answer(claim.answered(Claim.State.GRANTED));
    }
    if (!custody.precedes(e.epoch())) {
      return Ending.STALE;
    }
    keep(
        custody.granted(
            e.epoch(),
            e.owner(),
            e.team(),
            claim == null ? null : claim.pool(),
            e.acquiredAt(),
            e.deadline(),
            e.acceptBy(),
            terms(e.terms()),
            Flows.origin(envelope)));
    endTenure(e.leadId(), envelope.time());
    tenures.add(new Tenure(e.leadId(), e.epoch(), e.owner(), e.team(), envelope.time(), null));
    unpool(e.leadId());
    return Ending.APPLIED;
  }

  private Ending transferred(Envelope envelope, OwnershipEvent.Transferred e) {
    Custody custody = custody(e.leadId());
    if (!custody.precedes(e.epoch())) {
      return Ending.STALE;
    }
    Episode before = custody.holder();
    keep(
        custody.granted(
            e.epoch(),
            e.to(),
            e.team(),
            before == null ? null : before.pool(),
            envelope.time(),
            e.deadline(),
            e.acceptBy(),
            terms(e.terms()),
            Flows.origin(envelope)));
    endTenure(e.leadId(), envelope.time());
    tenures.add(new Tenure(e.leadId(), e.epoch(), e.to(), e.team(), envelope.time(), null));
    unpool(e.leadId());
    return Ending.APPLIED;
  }

  private Ending released(Envelope envelope, OwnershipEvent.Released e) {
    Custody custody = custody(e.leadId());
    if (!custody.precedes(e.epoch())) {
      return Ending.STALE;
    }
    boolean toPool = TO_POOL.equals(e.to());
    keep(custody.released(e.epoch(), toPool));
    endTenure(e.leadId(), envelope.time());
    if (toPool) {
      pool(
          envelope,
          PooledLead.released(
              e.leadId(), e.epoch(), e.cause(), e.pool(), now, Flows.origin(envelope)));
    } else {
      unpool(e.leadId());
    }
    return Ending.APPLIED;
  }

  private void pool(Envelope envelope, PooledLead lead) {
    PooledLead placed =
        lead.by(
            PoolChoice.of(
                configuration.pools(),
                lead.asked(),
                facts.get(lead.leadId()),
                (pool, of) -> conditions.test(pool.when(), of)));
    pooled.put(placed.leadId(), placed);
    repooled.add(placed.leadId());
    unpooled.remove(placed.leadId());
    if (placed.pool() != null) {
      this.placed.add(placed);
      said.add(
          Fact.of(
              new PoolEvent.Pooled(
                  placed.leadId(),
                  placed.epoch(),
                  placed.pool(),
                  placed.cause(),
                  placed.availableAt()),
              envelope.flow(),
              now));
    }
  }

  private Ending closed(Envelope envelope, OwnershipEvent.Closed e) {
    Custody custody = custody(e.leadId());
    boolean known = custody.state() == Custody.State.CLOSED;
    if (e.epoch() < custody.epoch() || known && e.epoch() == custody.epoch()) {
      return Ending.STALE;
    }
    keep(custody.closed(e.epoch(), e.result(), e.owner()));
    endTenure(e.leadId(), envelope.time());
    unpool(e.leadId());
    return Ending.APPLIED;
  }

  private Ending refused(Envelope envelope, OwnershipEvent.Refused e) {
    return switch (e.proposal()) {
      case "claimed" -> claimRefused(envelope, e);
      case "lapsed" -> lapseRefused(envelope, e);
      default -> Ending.NOT_FOR_US;
    };
  }

  private Ending claimRefused(Envelope envelope, OwnershipEvent.Refused e) {
    Claim claim = claimOf(envelope);
    if (claim == null || claim.state() != Claim.State.PENDING) {
      return Ending.STALE;
    }
    answer(claim.refused(e.reason()));
    said.add(
        Fact.of(
            new PoolEvent.ClaimLost(
                e.leadId(), claim.pool(), claim.repId(), e.reason(), null, null),
            envelope.flow(),
            now));
    PooledLead lead = pooled.get(e.leadId());
    if (lead != null && claim.id().toString().equals(lead.claimedBy())) {
      putRight(lead, e);
    }
    return Ending.APPLIED;
  }

  private void putRight(PooledLead lead, OwnershipEvent.Refused e) {
    if (e.epoch() == lead.epoch() && !CLOSED.equals(e.reason())) {
      pooled.put(lead.leadId(), lead.restored());
      repooled.add(lead.leadId());
    } else {
      unpool(lead.leadId());
    }
  }

  private Ending lapseRefused(Envelope envelope, OwnershipEvent.Refused e) {
    Custody custody = custody(e.leadId());
    if (!custody.concerns(e.proposedEpoch()) || e.epoch() != e.proposedEpoch()) {
      return Ending.STALE;
    }
    keep(custody.lapseRefused(now));
    return Ending.APPLIED;
  }

  private Ending accepted(Envelope envelope, String leadId, long epoch) {
    Custody custody = custody(leadId);
    if (!custody.concerns(epoch)) {
      return Ending.STALE;
    }
    keep(custody.accepted(envelope.time(), Flows.origin(envelope)));
    return Ending.APPLIED;
  }

  private Ending extended(Envelope envelope, OwnershipEvent.Extended e) {
    Custody custody = custody(e.leadId());
    if (!custody.concerns(e.epoch())) {
      return Ending.STALE;
    }
    keep(custody.extended(e.deadline(), envelope.time(), Flows.origin(envelope)));
    return Ending.APPLIED;
  }

  private Ending locked(Envelope envelope, String leadId, long epoch, boolean locked) {
    Custody custody = custody(leadId);
    if (!custody.concerns(epoch)) {
      return Ending.STALE;
    }
    keep(custody.locked(locked, envelope.time()));
    return Ending.APPLIED;
  }

  private Ending disputed(Envelope envelope, String leadId, int change) {
    keep(custody(leadId).disputed(change, envelope.time()));
    return Ending.APPLIED;
  }

  private Ending penalty(OwnershipEvent.Penalty e) {
    if (!"claim-suspension".equals(e.kind())) {
      return Ending.NOT_FOR_US;
    }
    penalties.add(e);
    return Ending.APPLIED;
  }

  private Custody custody(String leadId) {
    Custody known = custodies.get(leadId);
    return known == null ? Custody.unknown(leadId) : known;
  }

  private void keep(Custody custody) {
    custodies.put(custody.leadId(), custody);
    changed.add(custody.leadId());
  }

  private void unpool(String leadId) {
    if (pooled.remove(leadId) != null) {
      repooled.remove(leadId);
      unpooled.add(leadId);
    }
  }

  private @Nullable Claim claimOf(Envelope envelope) {
    String cause = envelope.causationId();
    if (cause == null) {
      return null;
    }
    Claim now = answered.get(cause);
    return now == null ? claims.get(cause) : now;
  }

  private void answer(Claim claim) {
    answered.put(claim.id().toString(), claim);
  }

  private void endTenure(String leadId, Instant at) {
    tenures.replaceAll(t -> t.leadId().equals(leadId) && t.until() == null ? t.ended(at) : t);
    ended.putIfAbsent(leadId, at);
  }

  private static ProtectionTerms terms(Terms terms) {
    return new ProtectionTerms(
        terms.initial(), terms.extend(), terms.max(), terms.accept(), terms.days());
  }

  List<Custody> changedCustodies() {
    return custodies.values().stream().filter(c -> changed.contains(c.leadId())).toList();
  }

  List<PooledLead> pooledLeads() {
    return pooled.values().stream().filter(p -> repooled.contains(p.leadId())).toList();
  }

  /** Leads that came into pools, whether they are still there or not. */
  List<PooledLead> placedLeads() {
    return placed;
  }

  Set<String> unpooledLeads() {
    return unpooled;
  }

  List<Claim> answeredClaims() {
    return List.copyOf(answered.values());
  }

  /** Tenures that ran when the batch began, with their ends. */
  Map<String, Instant> endedTenures() {
    return ended;
  }

  List<Tenure> newTenures() {
    return tenures;
  }

  List<OwnershipEvent.Penalty> newPenalties() {
    return penalties;
  }

  List<Fact> facts() {
    return said;
  }
}
