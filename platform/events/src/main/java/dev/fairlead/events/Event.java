package dev.fairlead.events;

import com.fasterxml.jackson.annotation.JsonIgnore;

/** A fact that one of the services publishes. */
public sealed interface Event
    permits LeadEvent, AssignmentEvent, RosterEvent, OwnershipEvent, PoolEvent, NotificationEvent {

  /** The record key: the lead's id, for roster events the entity's id. */
  @JsonIgnore
  String key();
}
