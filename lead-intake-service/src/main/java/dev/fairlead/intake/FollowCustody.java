package dev.fairlead.intake;

import dev.fairlead.events.OwnershipEvent;
import dev.fairlead.intake.adapter.Leads;
import dev.fairlead.intake.domain.Custody;
import dev.fairlead.kit.event.Ending;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Follows the ledger: whether a lead is open, and who may see the person behind it. */
@ApplicationScoped
public class FollowCustody {

  private final Leads leads;

  FollowCustody(Leads leads) {
    this.leads = leads;
  }

  /** Applies facts in their order with two statements; one ending each. */
  public Uni<List<Ending>> follow(Mutiny.Session session, List<OwnershipEvent> events) {
    if (events.isEmpty()) {
      return Uni.createFrom().item(List.of());
    }
    Set<UUID> ids = new HashSet<>();
    events.forEach(event -> id(event).ifPresent(ids::add));
    return leads
        .lockCustody(session, ids)
        .chain(
            list -> {
              Map<UUID, Custody> known = new HashMap<>();
              list.forEach(custody -> known.put(custody.leadId(), custody));
              Map<UUID, Custody> changed = new HashMap<>();
              List<Ending> endings = new ArrayList<>();
              events.forEach(event -> endings.add(apply(event, known, changed)));
              return leads.saveCustody(session, changed.values()).replaceWith(endings);
            });
  }

  private static Ending apply(
      OwnershipEvent event, Map<UUID, Custody> known, Map<UUID, Custody> changed) {
    Custody custody = id(event).map(known::get).orElse(null);
    if (custody == null) {
      return Ending.NOT_FOR_US;
    }
    Optional<Custody> next = next(custody, event);
    next.ifPresent(
        after -> {
          known.put(after.leadId(), after);
          changed.put(after.leadId(), after);
        });
    return next.isPresent() ? Ending.APPLIED : Ending.STALE;
  }

  private static Optional<Custody> next(Custody custody, OwnershipEvent event) {
    return switch (event) {
      case OwnershipEvent.Granted e -> custody.ownedBy(e.epoch(), e.owner(), e.team());
      case OwnershipEvent.Transferred e -> custody.ownedBy(e.epoch(), e.to(), e.team());
      case OwnershipEvent.Released e -> custody.released(e.epoch());
      case OwnershipEvent.Closed e -> custody.closed(e.epoch(), survivor(e));
      case OwnershipEvent.HelperAdded e -> Optional.of(custody.helpedBy(e.repId(), e.until()));
      case OwnershipEvent.HelperRemoved e -> Optional.of(custody.withoutHelper(e.repId()));
      case OwnershipEvent.Refused e -> Optional.of(custody);
      case OwnershipEvent.Accepted e -> Optional.of(custody);
      case OwnershipEvent.Declined e -> Optional.of(custody);
      case OwnershipEvent.Activity e -> Optional.of(custody);
      case OwnershipEvent.Extended e -> Optional.of(custody);
      case OwnershipEvent.Locked e -> Optional.of(custody);
      case OwnershipEvent.Unlocked e -> Optional.of(custody);
      case OwnershipEvent.HandedOff e -> Optional.of(custody);
      case OwnershipEvent.DisputeOpened e -> Optional.of(custody);
      case OwnershipEvent.DisputeDecided e -> Optional.of(custody);
      case OwnershipEvent.Violation e -> Optional.of(custody);
      case OwnershipEvent.Appointment e -> Optional.of(custody);
      case OwnershipEvent.Opportunity e -> Optional.of(custody);
      case OwnershipEvent.DisputeOverdue e -> Optional.of(custody);
      case OwnershipEvent.PenaltyAppeal e -> Optional.of(custody);
      case OwnershipEvent.Penalty e -> Optional.of(custody);
    };
  }

  /** Leads of this service have UUIDs; whatever else is named is not ours. */
  private static Optional<UUID> id(OwnershipEvent event) {
    return uuid(event.key());
  }

  private static @Nullable UUID survivor(OwnershipEvent.Closed event) {
    return event.mergedInto() == null ? null : uuid(event.mergedInto()).orElse(null);
  }

  private static Optional<UUID> uuid(String text) {
    try {
      return Optional.of(UUID.fromString(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
