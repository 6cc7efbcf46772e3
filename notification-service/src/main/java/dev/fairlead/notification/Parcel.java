package dev.fairlead.notification;

import dev.fairlead.kit.event.Flow;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Something on its way over a channel: one try of one delivery. */
public interface Parcel {

  /** The same at every try. */
  UUID deliveryId();

  /** Id of the notice it carries; null when it carries an event itself. */
  @Nullable UUID noticeId();

  /** Id of the event that is told. */
  String eventId();

  /** The channel's kind, e.g. {@code email} or {@code feishu}. */
  String channel();

  /** Who gets it: a person, or a configured channel. */
  String addressee();

  /** Tries so far, this one included. */
  int attempts();

  /** The lead it is about; null when it is about none. */
  @Nullable String leadId();

  /** When what it tells of happened. */
  Instant at();

  /** For what follows from it here. */
  Flow flow();
}
