package dev.fairlead.events;

import org.jspecify.annotations.Nullable;

/** Outcomes of notification-service, on {@link Topic#NOTIFICATION}. */
public sealed interface NotificationEvent extends Event {

  /** Id of the lead told about; absent for a digest. */
  @Nullable String leadId();

  /** Id of the notice. */
  String notificationId();

  /** Id of the event that was told. */
  String causeEventId();

  /** Id of the user told. */
  String recipient();

  /** Channel, e.g. {@code in-app} or {@code email}. */
  String channel();

  @Override
  default String key() {
    String lead = leadId();
    return lead == null ? recipient() : lead;
  }

  /** The channel took the notice. */
  record Delivered(
      @Nullable String leadId,
      String notificationId,
      String causeEventId,
      String recipient,
      String channel)
      implements NotificationEvent {}

  /** The channel did not take the notice and will not be tried again. */
  record Failed(
      @Nullable String leadId,
      String notificationId,
      String causeEventId,
      String recipient,
      String channel,
      @Nullable String reason)
      implements NotificationEvent {}
}
