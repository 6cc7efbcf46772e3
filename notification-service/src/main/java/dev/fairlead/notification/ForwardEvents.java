package dev.fairlead.notification;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.events.Event;
import dev.fairlead.events.EventJson;
import dev.fairlead.events.EventType;
import dev.fairlead.events.LeadEvent;
import dev.fairlead.kit.event.Envelope;
import dev.fairlead.notification.adapter.Hooks;
import dev.fairlead.notification.adapter.Posts;
import dev.fairlead.notification.domain.Subscription;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Passes events on to the webhooks that want them, as they are. Who a lead is, what he wrote and
 * what he answered is passed on only to a webhook that an admin allowed it.
 */
@ApplicationScoped
public class ForwardEvents {

  private static final String WEBHOOK = "webhook";
  private static final List<String> PERSONAL = List.of("contact", "message", "answers");

  private final Hooks hooks;
  private final Posts posts;

  ForwardEvents(Hooks hooks, Posts posts) {
    this.hooks = hooks;
    this.posts = posts;
  }

  /** Plans it and answers the ids of the events that somebody wants. */
  public Uni<Set<String>> forward(Mutiny.Session session, List<Envelope> events) {
    List<String> erased =
        events.stream()
            .map(Envelope::event)
            .filter(LeadEvent.Erased.class::isInstance)
            .map(Event::key)
            .toList();
    return hooks
        .subscriptions(session)
        .chain(wanting -> posts.plan(session, planned(events, wanting)))
        .call(() -> posts.forget(session, erased));
  }

  private static List<Posts.Planned> planned(List<Envelope> events, List<Subscription> wanting) {
    List<Subscription> webhooks =
        wanting.stream().filter(wants -> wants.kind().equals(WEBHOOK)).toList();
    List<Posts.Planned> planned = new ArrayList<>();
    if (webhooks.isEmpty()) {
      return planned;
    }
    Instant now = Instant.now();
    for (Envelope envelope : events) {
      String type = EventType.of(envelope.event()).name();
      for (Subscription webhook : webhooks) {
        if (webhook.wantsEvent(type)) {
          planned.add(post(webhook, envelope, type, now));
        }
      }
    }
    return planned;
  }

  private static Posts.Planned post(
      Subscription webhook, Envelope envelope, String type, Instant now) {
    boolean personal = envelope.event() instanceof LeadEvent.Received;
    String body = EventJson.write(envelope.event());
    return new Posts.Planned(
        webhook.hook(),
        webhook.kind(),
        null,
        envelope.id(),
        type,
        envelope.event().key(),
        personal && !webhook.includeContact() ? impersonal(body) : body,
        personal && webhook.includeContact(),
        envelope.time(),
        now,
        envelope.flow());
  }

  private static String impersonal(String body) {
    try {
      ObjectNode json = (ObjectNode) EventJson.mapper().readTree(body);
      return json.remove(PERSONAL).toString();
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an event is not the JSON it was written as", e);
    }
  }
}
