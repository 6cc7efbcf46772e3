package dev.fairlead.notification.channel;

import dev.fairlead.kit.event.Flow;
import dev.fairlead.notification.Parcel;
import dev.fairlead.notification.Person;
import dev.fairlead.notification.domain.Text;
import dev.fairlead.notification.template.Draft;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One notice, or a digest of several, on its way to a person.
 *
 * @param items the notices a digest collects; none for a single one
 * @param words the admin's templates for it
 */
public record Letter(
    UUID deliveryId,
    UUID noticeId,
    String eventId,
    String channel,
    int attempts,
    Person recipient,
    String type,
    @Nullable String leadId,
    Text text,
    @Nullable String about,
    Instant at,
    Flow flow,
    List<Item> items,
    Draft words)
    implements Parcel {

  /** A notice within a digest. */
  public record Item(Text text, @Nullable String about, Instant at, @Nullable String leadId) {}

  @Override
  public String addressee() {
    return recipient.id();
  }
}
