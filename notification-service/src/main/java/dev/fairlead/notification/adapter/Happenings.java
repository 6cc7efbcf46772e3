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
      case AssignmentEvent.Held e -> Optional.of(new Happening.Held(e.leadId(), e.reason()));
      case AssignmentEvent.Assigned e -> Optional.empty();
      case AssignmentEvent.Pooled e -> Optional.empty();
    };
  }

  private static Optional<Happening> ownership(OwnershipEvent event) {
    return switch (event) {
      case OwnershipEvent.Granted e ->
          Optional.of(
              new Happening.Granted(
                  e.leadId(), e.epoch(), e.owner(), e.cause(), e.deadline(), e.acceptBy()));
      case OwnershipEvent.Refused e -> refused(e);
      case OwnershipEvent.Transferred e ->
          Optional.of(
              new Happening.Transferred(e.leadId(), e.epoch(), e.from(), e.to(), e.deadline()));
      case OwnershipEvent.Released e ->
          Optional.of(new Happening.Released(e.leadId(), e.epoch(), e.from(), e.cause()));
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
      case OwnershipEvent.Accepted e -> Optional.empty();
      case OwnershipEvent.Declined e -> Optional.empty();
      case OwnershipEvent.Activity e -> Optional.empty();
      case OwnershipEvent.Extended e -> Optional.empty();
      case OwnershipEvent.Locked e -> Optional.empty();
      case OwnershipEvent.Unlocked e -> Optional.empty();
      case OwnershipEvent.HandedOff e -> Optional.empty();
      case OwnershipEvent.Appointment e -> Optional.empty();
      case OwnershipEvent.Opportunity e -> Optional.empty();
      case OwnershipEvent.DisputeOverdue e -> Optional.empty();
      case OwnershipEvent.PenaltyAppeal e -> Optional.empty();
    };
  }

  /** A claim that the ledger refuses is as lost as one that another rep won. */
  private static Optional<Happening> refused(OwnershipEvent.Refused e) {
    return e.proposal().equals("claimed") && e.repId() != null
        ? Optional.of(new Happening.ClaimLost(e.leadId(), e.repId(), e.reason()))
        : Optional.empty();
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
      case PoolEvent.Archived e -> Optional.empty();
      case PoolEvent.Restored e -> Optional.empty();
      case PoolEvent.Recalled e -> Optional.empty();
      case PoolEvent.Settings e -> Optional.empty();
    };
  }
}
