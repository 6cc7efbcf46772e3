package dev.fairlead.events;

/** The topics of the system; {@code deploy/topics.txt} creates the same ones. */
public enum Topic {
  LEAD("lead.events", LeadEvent.class),
  ASSIGNMENT("assignment.events", AssignmentEvent.class),
  ROSTER("roster.events", RosterEvent.class),
  OWNERSHIP("ownership.events", OwnershipEvent.class),
  POOL("pool.events", PoolEvent.class),
  NOTIFICATION("notification.events", NotificationEvent.class);

  private final String topicName;
  private final Class<? extends Event> events;

  Topic(String topicName, Class<? extends Event> events) {
    this.topicName = topicName;
    this.events = events;
  }

  /** Name in Kafka. */
  public String topicName() {
    return topicName;
  }

  /** The sealed interface of what travels on it. */
  public Class<? extends Event> events() {
    return events;
  }

  /** The part of an event type between {@code dev.fairlead.} and the event's name. */
  public String stem() {
    return topicName.substring(0, topicName.indexOf('.'));
  }

  /** The topic an event travels on. */
  public static Topic of(Event event) {
    return switch (event) {
      case LeadEvent e -> LEAD;
      case AssignmentEvent e -> ASSIGNMENT;
      case RosterEvent e -> ROSTER;
      case OwnershipEvent e -> OWNERSHIP;
      case PoolEvent e -> POOL;
      case NotificationEvent e -> NOTIFICATION;
    };
  }
}
