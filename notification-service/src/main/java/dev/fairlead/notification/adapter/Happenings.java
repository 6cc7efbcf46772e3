package dev.fairlead.notification.adapter;

import dev.fairlead.events.AssignmentEvent;
import dev.fairlead.events.Event;
import dev.fairlead.events.LeadEvent;
import dev.fairlead.events.NotificationEvent;
import dev.fairlead.events.OwnershipEvent;
import dev.fairlead.events.PoolEvent;
import dev.fairlead.events.RosterEvent;
import dev.fairlead.notification.domain.Happening;
import dev.fairlead.notification.domain.Summary;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Translates published facts into happenings; empty for those that nobody is told of here. */
final class Happenings {

  private Happenings() {}

  static Optional<Happening> of(Event event) {
    return switch (event) {
      case LeadEvent e -> lead(e);
      case AssignmentEvent e -> assignment(e);
      case OwnershipEvent e -> ownership(e);
      case PoolEvent e -> pool(e);
      case RosterEvent e -> Optional.empty();
      case NotificationEvent e -> Optional.empty();
    };
  }

  private static Optional<Happening> lead(LeadEvent event) {
    return switch (event) {
      case LeadEvent.Received e -> Optional.of(new Happening.Received(e.leadId(), summary(e)));
      case LeadEvent.Touched e -> Optional.of(new Happening.Touched(e.leadId(), e.source()));
      case LeadEvent.Erased e -> Optional.of(new Happening.Erased(e.leadId()));
      case LeadEvent.Withdrawn e -> Optional.empty();
    };
  }

  private static Summary summary(LeadEvent.Received e) {
    String region = e.region().isEmpty() ? e.regionText() : e.region().getLast();
    return new Summary(e.company(), e.productLine(), region, e.city(), e.source());
  }

  private static Optional<Happening> assignment(AssignmentEvent event) {
    return switch (event) {
      case AssignmentEvent.Held e ->
          Optional.of(new Happening.Held(e.leadId(), e.reason(), Boolean.TRUE.equals(e.overdue())));
      case AssignmentEvent.Assigned e -> Optional.empty();
      case AssignmentEvent.Pooled e -> Optional.empty();
    };
  }

  private static Optional<Happening> ownership(OwnershipEvent event) {
    return switch (event) {
      case OwnershipEvent.Granted e ->
          Optional.of(
              new Happening.Granted(
                  e.leadId(),
                  e.epoch(),
                  e.owner(),
                  e.team(),
                  e.cause(),
                  e.deadline(),
                  e.acceptBy(),
                  e.ruleId()));
      case OwnershipEvent.Refused e -> refused(e);
      case OwnershipEvent.Transferred e ->
          Optional.of(
              new Happening.Transferred(
                  e.leadId(), e.epoch(), e.from(), e.to(), e.team(), e.deadline()));
      case OwnershipEvent.Released e ->
          Optional.of(new Happening.Released(e.leadId(), e.epoch(), e.from(), e.cause(), pool(e)));
      case OwnershipEvent.Closed e ->
          Optional.of(new Happening.Closed(e.leadId(), e.epoch(), e.result(), e.owner()));
      case OwnershipEvent.HelperAdded e ->
          Optional.of(new Happening.HelperAdded(e.leadId(), e.repId(), e.until()));
      case OwnershipEvent.HelperRemoved e ->
          Optional.of(new Happening.HelperRemoved(e.leadId(), e.repId()));
      case OwnershipEvent.DisputeOpened e ->
          Optional.of(
              new Happening.DisputeOpened(e.leadId(), e.claimant(), e.owner(), e.decideBy()));
      case OwnershipEvent.DisputeDecided e ->
          Optional.of(new Happening.DisputeDecided(e.leadId(), e.outcome(), e.credit().keySet()));
      case OwnershipEvent.Violation e ->
          Optional.of(new Happening.Violation(e.leadId(), e.repId(), e.rule()));
      case OwnershipEvent.Penalty e ->
          Optional.of(
              new Happening.Penalty(e.leadId(), e.repId(), e.kind(), e.until(), e.lifted()));
      case OwnershipEvent.Accepted e ->
          Optional.of(new Happening.Accepted(e.leadId(), e.epoch(), e.owner()));
      case OwnershipEvent.Activity e -> followedUp(e.qualifying(), e.leadId(), e.epoch());
      case OwnershipEvent.Locked e -> followedUp(true, e.leadId(), e.epoch());
      case OwnershipEvent.Appointment e -> followedUp(e.at() != null, e.leadId(), e.epoch());
      case OwnershipEvent.Opportunity e ->
          followedUp(e.state().equals("open"), e.leadId(), e.epoch());
      case OwnershipEvent.DisputeOverdue e ->
          Optional.of(new Happening.DisputeOverdue(e.leadId(), e.decideBy()));
      case OwnershipEvent.PenaltyAppeal e ->
          Optional.of(new Happening.PenaltyAppeal(e.leadId(), e.repId(), e.state()));
      case OwnershipEvent.Declined e -> Optional.empty();
      case OwnershipEvent.Extended e -> Optional.empty();
      case OwnershipEvent.Unlocked e -> Optional.empty();
      case OwnershipEvent.HandedOff e -> Optional.empty();
    };
  }

  /** Of a claim that the ledger refuses the pool tells; that a rep is full concerns managers. */
  private static Optional<Happening> refused(OwnershipEvent.Refused e) {
    return e.reason().equals("cap") && e.repId() != null
        ? Optional.of(new Happening.CapReached(e.leadId(), e.repId()))
        : Optional.empty();
  }

  /** What exempts a lead from recycling ends the ladder, too. */
  private static Optional<Happening> followedUp(boolean so, String leadId, long epoch) {
    return so ? Optional.of(new Happening.FollowedUp(leadId, epoch)) : Optional.empty();
  }

  private static @Nullable String pool(OwnershipEvent.Released e) {
    return e.to().equals("pool") ? e.pool() : null;
  }

  private static Optional<Happening> pool(PoolEvent event) {
    return switch (event) {
      case PoolEvent.Expiring e ->
          Optional.of(
              new Happening.Expiring(e.leadId(), e.epoch(), e.owner(), e.deadline(), e.step()));
      case PoolEvent.ClaimLost e ->
          Optional.of(new Happening.ClaimLost(e.leadId(), e.repId(), e.reason()));
      case PoolEvent.Pooled e -> Optional.empty();
      case PoolEvent.Claimed e -> Optional.empty();
      case PoolEvent.Lapsed e -> Optional.empty();
      case PoolEvent.Moved e -> Optional.empty();
      case PoolEvent.Archived e ->
          Optional.of(new Happening.Archived(e.leadId(), e.pool(), e.reason()));
      case PoolEvent.Restored e -> Optional.empty();
      case PoolEvent.Recalled e -> Optional.empty();
      case PoolEvent.Settings e -> Optional.empty();
    };
  }
}
