package dev.fairlead.notification.channel;

import dev.fairlead.kit.event.Flow;
import dev.fairlead.notification.Person;
import dev.fairlead.notification.domain.Text;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One notice on its way over one channel.
 *
 * @param deliveryId the same at every try
 * @param attempts tries so far, this one included
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
    Flow flow) {}
