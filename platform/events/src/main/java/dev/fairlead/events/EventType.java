package dev.fairlead.events;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The name of an event on the wire, {@code dev.fairlead.<stem>.<name>.v<version>}, and the record
 * it stands for. This is the only place where wire names and Java types meet.
 *
 * @param name the stable name, e.g. {@code dev.fairlead.ownership.granted.v1}
 * @param topic the topic it travels on
 * @param record the record class of its body
 */
public record EventType(String name, Topic topic, Class<? extends Event> record) {

  private static final List<EventType> ALL =
      List.of(
          v1("received", Topic.LEAD, LeadEvent.Received.class),
          v1("touched", Topic.LEAD, LeadEvent.Touched.class),
          v1("withdrawn", Topic.LEAD, LeadEvent.Withdrawn.class),
          v1("erased", Topic.LEAD, LeadEvent.Erased.class),
          v1("assigned", Topic.ASSIGNMENT, AssignmentEvent.Assigned.class),
          v1("pooled", Topic.ASSIGNMENT, AssignmentEvent.Pooled.class),
          v1("held", Topic.ASSIGNMENT, AssignmentEvent.Held.class),
          v1("team", Topic.ROSTER, RosterEvent.Team.class),
          v1("rep", Topic.ROSTER, RosterEvent.Rep.class),
          v1("region", Topic.ROSTER, RosterEvent.Region.class),
          v1("calendar", Topic.ROSTER, RosterEvent.Calendar.class),
          v1("granted", Topic.OWNERSHIP, OwnershipEvent.Granted.class),
          v1("refused", Topic.OWNERSHIP, OwnershipEvent.Refused.class),
          v1("accepted", Topic.OWNERSHIP, OwnershipEvent.Accepted.class),
          v1("declined", Topic.OWNERSHIP, OwnershipEvent.Declined.class),
          v1("activity", Topic.OWNERSHIP, OwnershipEvent.Activity.class),
          v1("extended", Topic.OWNERSHIP, OwnershipEvent.Extended.class),
          v1("transferred", Topic.OWNERSHIP, OwnershipEvent.Transferred.class),
          v1("released", Topic.OWNERSHIP, OwnershipEvent.Released.class),
          v1("closed", Topic.OWNERSHIP, OwnershipEvent.Closed.class),
          v1("helper-added", Topic.OWNERSHIP, OwnershipEvent.HelperAdded.class),
          v1("helper-removed", Topic.OWNERSHIP, OwnershipEvent.HelperRemoved.class),
          v1("locked", Topic.OWNERSHIP, OwnershipEvent.Locked.class),
          v1("unlocked", Topic.OWNERSHIP, OwnershipEvent.Unlocked.class),
          v1("appointment", Topic.OWNERSHIP, OwnershipEvent.Appointment.class),
          v1("opportunity", Topic.OWNERSHIP, OwnershipEvent.Opportunity.class),
          v1("handed-off", Topic.OWNERSHIP, OwnershipEvent.HandedOff.class),
          v1("dispute-opened", Topic.OWNERSHIP, OwnershipEvent.DisputeOpened.class),
          v1("dispute-overdue", Topic.OWNERSHIP, OwnershipEvent.DisputeOverdue.class),
          v1("dispute-decided", Topic.OWNERSHIP, OwnershipEvent.DisputeDecided.class),
          v1("violation", Topic.OWNERSHIP, OwnershipEvent.Violation.class),
          v1("penalty", Topic.OWNERSHIP, OwnershipEvent.Penalty.class),
          v1("penalty-appeal", Topic.OWNERSHIP, OwnershipEvent.PenaltyAppeal.class),
          v1("pooled", Topic.POOL, PoolEvent.Pooled.class),
          v1("claimed", Topic.POOL, PoolEvent.Claimed.class),
          v1("claim-lost", Topic.POOL, PoolEvent.ClaimLost.class),
          v1("expiring", Topic.POOL, PoolEvent.Expiring.class),
          v1("lapsed", Topic.POOL, PoolEvent.Lapsed.class),
          v1("recalled", Topic.POOL, PoolEvent.Recalled.class),
          v1("moved", Topic.POOL, PoolEvent.Moved.class),
          v1("archived", Topic.POOL, PoolEvent.Archived.class),
          v1("restored", Topic.POOL, PoolEvent.Restored.class),
          v1("settings", Topic.POOL, PoolEvent.Settings.class),
          v1("delivered", Topic.NOTIFICATION, NotificationEvent.Delivered.class),
          v1("failed", Topic.NOTIFICATION, NotificationEvent.Failed.class));

  private static final Map<String, EventType> BY_NAME =
      ALL.stream().collect(Collectors.toUnmodifiableMap(EventType::name, Function.identity()));

  private static final Map<Class<? extends Event>, EventType> BY_RECORD =
      ALL.stream().collect(Collectors.toUnmodifiableMap(EventType::record, Function.identity()));

  private static EventType v1(String name, Topic topic, Class<? extends Event> record) {
    return new EventType("dev.fairlead." + topic.stem() + "." + name + ".v1", topic, record);
  }

  /** Every type there is, in the order of the contracts page. */
  public static List<EventType> all() {
    return ALL;
  }

  /** The types that travel on one topic. */
  public static List<EventType> on(Topic topic) {
    return ALL.stream().filter(t -> t.topic() == topic).toList();
  }

  /** The type of an event. */
  public static EventType of(Event event) {
    return of(event.getClass());
  }

  /** The type a record class stands for. */
  public static EventType of(Class<? extends Event> record) {
    return Objects.requireNonNull(
        BY_RECORD.get(record), () -> "not registered: " + Arrays.toString(record.getInterfaces()));
  }

  /** The type of that name, empty for a name this version does not know. */
  public static Optional<EventType> named(String name) {
    return Optional.ofNullable(BY_NAME.get(name));
  }
}
