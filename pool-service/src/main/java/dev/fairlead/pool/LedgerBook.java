package dev.fairlead.pool;

import dev.fairlead.events.Event;
import dev.fairlead.events.OwnershipEvent;
import dev.fairlead.events.PoolEvent;
import dev.fairlead.events.Terms;
import dev.fairlead.kit.event.Ending;
import dev.fairlead.kit.event.Envelope;
import dev.fairlead.kit.event.Fact;
import dev.fairlead.pool.domain.Claim;
import dev.fairlead.pool.domain.ClockRules;
import dev.fairlead.pool.domain.Configuration;
import dev.fairlead.pool.domain.Custody;
import dev.fairlead.pool.domain.Episode;
import dev.fairlead.pool.domain.LeadFacts;
import dev.fairlead.pool.domain.Origin;
import dev.fairlead.pool.domain.Pool;
import dev.fairlead.pool.domain.PoolChoice;
import dev.fairlead.pool.domain.PooledLead;
import dev.fairlead.pool.domain.Protection;
import dev.fairlead.pool.domain.ProtectionTerms;
import dev.fairlead.pool.domain.RepCalendar;
import dev.fairlead.pool.domain.Tenure;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
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
  private static final String OPEN = "open";
  private static final String RECYCLED = "recycled";
  private static final Set<String> LOST = Set.of(RECYCLED, "not-accepted", "returned", "declined");

  private final Map<String, Custody> custodies;
  private final Map<String, PooledLead> pooled;
  private final Map<String, Claim> claims;
  private final Surroundings around;
  private final Configuration configuration;
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
      Surroundings around,
      Configuration configuration,
      Instant now) {
    this.custodies = new TreeMap<>(custodies);
    this.pooled = new TreeMap<>(pooled);
    this.claims = claims;
    this.around = around;
    this.configuration = configuration;
    this.now = now;
  }

  /** Whether the lead's facts can matter to this event. */
  static boolean asksFacts(Event event) {
    return event instanceof OwnershipEvent.Released
        || event instanceof OwnershipEvent.Granted
        || event instanceof OwnershipEvent.Transferred;
  }

  /** The rep this event makes an owner. */
  static Optional<String> ownerIn(Event event) {
    return event instanceof OwnershipEvent.Granted granted
        ? Optional.of(granted.owner())
        : event instanceof OwnershipEvent.Transferred transferred
            ? Optional.of(transferred.to())
            : Optional.empty();
  }

  /** Applies one fact of the ledger. */
  Ending on(Envelope envelope, OwnershipEvent event) {
    return switch (event) {
      case OwnershipEvent.Granted e -> granted(envelope, e);
      case OwnershipEvent.Transferred e -> transferred(envelope, e);
      case OwnershipEvent.Released e -> released(envelope, e);
      case OwnershipEvent.Closed e -> closed(envelope, e);
      case OwnershipEvent.Refused e -> refused(envelope, e);
      case OwnershipEvent.Accepted e ->
          clock(envelope, e.epoch(), (c, cal, at, by) -> c.accepted(cal, at, by));
      case OwnershipEvent.Activity e ->
          e.qualifying()
              ? clock(envelope, e.epoch(), (c, cal, at, by) -> c.worked(e.at(), cal, at, by))
              : Ending.APPLIED;
      case OwnershipEvent.Extended e ->
          clock(envelope, e.epoch(), (c, cal, at, by) -> c.extended(e.deadline(), cal, at, by));
      case OwnershipEvent.Locked e -> exempt(envelope, e.epoch(), (x, at) -> x.locked(true, at));
      case OwnershipEvent.Unlocked e -> exempt(envelope, e.epoch(), (x, at) -> x.locked(false, at));
      case OwnershipEvent.Appointment e ->
          exempt(envelope, e.epoch(), (x, at) -> x.appointed(e.at(), at));
      case OwnershipEvent.Opportunity e ->
          exempt(
              envelope,
              e.epoch(),
              (x, at) -> OPEN.equals(e.state()) ? x.opened(e.at()) : x.lost(at));
      case OwnershipEvent.DisputeOpened e ->
          disputed(envelope, (x, at) -> x.disputed(e.disputeId()));
      case OwnershipEvent.DisputeDecided e ->
          disputed(envelope, (x, at) -> x.settled(e.disputeId(), at));
      case OwnershipEvent.Penalty e -> penalty(e);
      case OwnershipEvent.Declined e -> Ending.NOT_FOR_US;
      case OwnershipEvent.HelperAdded e -> Ending.NOT_FOR_US;
      case OwnershipEvent.HelperRemoved e -> Ending.NOT_FOR_US;
      case OwnershipEvent.HandedOff e -> Ending.NOT_FOR_US;
      case OwnershipEvent.Violation e -> Ending.NOT_FOR_US;
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
    String pool = claim == null ? null : claim.pool();
    keep(
        custody.granted(
            e.epoch(),
            Episode.begin(
                e.owner(),
                e.team(),
                pool,
                protection(e, claim != null),
                rules(e.leadId(), pool),
                calendar(e.owner()),
                Flows.origin(envelope)),
            terms(e.terms())));
    endTenure(e.leadId(), envelope.time());
    tenures.add(new Tenure(e.leadId(), e.epoch(), e.owner(), e.team(), envelope.time(), null));
    unpool(e.leadId());
    return Ending.APPLIED;
  }

  private static Protection protection(OwnershipEvent.Granted e, boolean claimed) {
    Protection offered =
        Protection.offered(e.acquiredAt(), e.deadline(), e.hardEnd(), e.acceptBy());
    return claimed ? offered.taken() : offered;
  }

  private Ending transferred(Envelope envelope, OwnershipEvent.Transferred e) {
    Custody custody = custody(e.leadId());
    if (!custody.precedes(e.epoch())) {
      return Ending.STALE;
    }
    Episode anew =
        Episode.begin(
            e.to(),
            e.team(),
            null,
            Protection.offered(envelope.time(), e.deadline(), e.hardEnd(), e.acceptBy()),
            rules(e.leadId(), null),
            calendar(e.to()),
            Flows.origin(envelope));
    keep(custody.transferred(e.epoch(), anew, terms(e.terms()), calendar(e.to()), envelope.time()));
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
    Custody released = custody.released(e.epoch(), toPool, isRound(e, toPool));
    keep(released);
    endTenure(e.leadId(), envelope.time());
    if (toPool) {
      pool(
          envelope,
          PooledLead.released(
                  e.leadId(), e.epoch(), e.cause(), e.pool(), now, Flows.origin(envelope))
              .after(released.rounds()));
    } else {
      unpool(e.leadId());
    }
    return Ending.APPLIED;
  }

  /** An owner lost it or gave it back; an offer that assignment makes to the next is none. */
  private static boolean isRound(OwnershipEvent.Released e, boolean toPool) {
    return e.from() != null && (toPool ? LOST.contains(e.cause()) : RECYCLED.equals(e.cause()));
  }

  private void pool(Envelope envelope, PooledLead lead) {
    PooledLead placed =
        lead.by(
            PoolChoice.of(
                configuration.pools(),
                lead.asked(),
                around.facts().get(lead.leadId()),
                around::holds));
    pooled.put(placed.leadId(), placed);
    repooled.add(placed.leadId());
    unpooled.remove(placed.leadId());
    if (placed.pool() != null) {
      this.placed.add(placed);
    }
    said.addAll(Placing.facts(placed, envelope.flow(), now));
  }

  private Ending closed(Envelope envelope, OwnershipEvent.Closed e) {
    Custody custody = custody(e.leadId());
    boolean known = custody.state() == Custody.State.CLOSED;
    if (e.epoch() < custody.epoch() || known && e.epoch() == custody.epoch()) {
      return Ending.STALE;
    }
    keep(
        custody.closed(
            e.epoch(),
            e.result(),
            e.owner(),
            e.contractUntil(),
            calendar(custody.owner()),
            envelope.time(),
            Flows.origin(envelope)));
    endTenure(e.leadId(), envelope.time());
    unpool(e.leadId());
    return Ending.APPLIED;
  }

  private Ending refused(Envelope envelope, OwnershipEvent.Refused e) {
    return switch (e.proposal()) {
      case "claimed" -> claimRefused(envelope, e);
      case "recalled" -> recallRefused(envelope, e);
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

  private Ending recallRefused(Envelope envelope, OwnershipEvent.Refused e) {
    PooledLead lead = pooled.get(e.leadId());
    if (lead == null || !Objects.equals(lead.claimedBy(), envelope.causationId())) {
      return Ending.STALE;
    }
    putRight(lead, e);
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
    keep(custody.lapseRefused(e.reason(), now));
    return Ending.APPLIED;
  }

  private Ending clock(Envelope envelope, long epoch, ClockChange change) {
    Custody custody = custody(envelope.event().key());
    if (!custody.concerns(epoch)) {
      return Ending.STALE;
    }
    keep(change.on(custody, calendar(custody.owner()), envelope.time(), Flows.origin(envelope)));
    return Ending.APPLIED;
  }

  private Ending exempt(Envelope envelope, long epoch, Custody.Exemption change) {
    return clock(envelope, epoch, (c, calendar, at, by) -> c.exempt(change, calendar, at, by));
  }

  private Ending disputed(Envelope envelope, Custody.Exemption change) {
    return clock(
        envelope,
        custody(envelope.event().key()).epoch(),
        (c, calendar, at, by) -> c.exempt(change, calendar, at, by));
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

  private ClockRules rules(String leadId, @Nullable String claimedFrom) {
    return configuration.rulesFor(claimedFrom, around.facts().get(leadId), around::holds);
  }

  private RepCalendar calendar(@Nullable String rep) {
    return around.calendars().getOrDefault(rep == null ? "" : rep, RepCalendar.UNKNOWN);
  }

  Map<String, RepCalendar> calendars() {
    return around.calendars();
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

  /** What a fact does to a clock. */
  @FunctionalInterface
  private interface ClockChange {
    Custody on(Custody before, RepCalendar calendar, Instant at, Origin by);
  }

  /**
   * What a batch is looked at against.
   *
   * @param facts of leads that get or lose an owner; those that have not arrived are missing
   * @param conditions as the region tree is now
   * @param calendars of reps; those of unknown ones are missing
   */
  record Surroundings(
      Map<String, LeadFacts> facts,
      BiPredicate<@Nullable String, LeadFacts> conditions,
      Map<String, RepCalendar> calendars) {

    boolean holds(Pool pool, LeadFacts lead) {
      return conditions.test(pool.when(), lead);
    }
  }
}
