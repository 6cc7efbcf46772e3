package dev.fairlead.notification.hook;

import dev.fairlead.kit.event.Flow;
import dev.fairlead.notification.Parcel;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One event or notice on its way over a configured channel.
 *
 * @param type the event's name for a webhook, the kind of notice for a bot
 * @param content what it says
 */
public record Post(
    UUID deliveryId,
    @Nullable UUID noticeId,
    String eventId,
    Hook hook,
    int attempts,
    String type,
    @Nullable String leadId,
    Content content,
    Instant at,
    Flow flow)
    implements Parcel {

  /** What a post says. */
  public sealed interface Content permits Data, Message {}

  /** An event's body as JSON. */
  public record Data(String json) implements Content {}

  /** A card for people. */
  public record Message(Card card) implements Content {}

  @Override
  public String channel() {
    return hook.kind();
  }

  @Override
  public String addressee() {
    return hook.id();
  }

  /** Under which receivers know it again: the same at every try and after every restart. */
  String messageId() {
    return "msg_" + eventId + "_" + hook.id();
  }

  Card card() {
    return switch (content) {
      case Message message -> message.card();
      case Data data -> throw new IllegalStateException("no card for " + hook.kind());
    };
  }

  String json() {
    return switch (content) {
      case Data data -> data.json();
      case Message message -> throw new IllegalStateException("no data for " + hook.kind());
    };
  }
}
