package dev.fairlead.notification;

import dev.fairlead.events.NotificationEvent;
import dev.fairlead.kit.event.Ending;
import dev.fairlead.kit.event.EventLog;
import dev.fairlead.kit.event.Fact;
import dev.fairlead.notification.adapter.Deliveries;
import dev.fairlead.notification.adapter.Leads;
import dev.fairlead.notification.adapter.Notices;
import dev.fairlead.notification.adapter.People;
import dev.fairlead.notification.adapter.Roster;
import dev.fairlead.notification.channel.Channels;
import dev.fairlead.notification.domain.Happening;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Turns a batch of happenings into notices, what is remembered of their leads, and deliveries to
 * come; with a fixed number of statements, in the caller's transaction. Locks leads first and
 * recipients last, each in the order of their ids, so that two batches cannot wait for each other.
 */
@ApplicationScoped
public class TellPeople {

  private final Leads leads;
  private final Roster roster;
  private final People people;
  private final Notices notices;
  private final Deliveries deliveries;
  private final Channels channels;
  private final EventLog log;

  TellPeople(
      Leads leads,
      Roster roster,
      People people,
      Notices notices,
      Deliveries deliveries,
      Channels channels,
      EventLog log) {
    this.leads = leads;
    this.roster = roster;
    this.people = people;
    this.notices = notices;
    this.deliveries = deliveries;
    this.channels = channels;
    this.log = log;
  }

  /** Applies the happenings in their order; answers one ending for each. */
  public Uni<List<Ending>> tell(Mutiny.Session session, List<Heard> heard) {
    Set<String> ids = new HashSet<>();
    heard.stream().map(h -> h.happening().leadId()).filter(Objects::nonNull).forEach(ids::add);
    return leads
        .lock(session, ids)
        .chain(
            known ->
                managers(session, heard)
                    .chain(
                        managers -> {
                          Briefing briefing = new Briefing(known, managers);
                          List<Ending> endings = heard.stream().map(briefing::hear).toList();
                          return leads
                              .save(session, briefing.changed())
                              .chain(() -> announce(session, briefing))
                              .replaceWith(endings);
                        }));
  }

  private Uni<? extends Collection<String>> managers(Mutiny.Session session, List<Heard> heard) {
    return heard.stream().anyMatch(h -> h.happening() instanceof Happening.Held)
        ? roster.managers(session)
        : Uni.createFrom().item(List.of());
  }

  private Uni<Void> announce(Mutiny.Session session, Briefing briefing) {
    if (briefing.drafts().isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    Set<String> recipients = new LinkedHashSet<>();
    briefing.drafts().forEach(draft -> recipients.add(draft.told().recipient()));
    return people
        .find(session, recipients)
        .chain(known -> notices.add(session, written(briefing, known)))
        .chain(
            added ->
                deliveries
                    .plan(session, wanted(added))
                    .chain(() -> log.append(session, shown(added))));
  }

  private static List<Notice> written(Briefing briefing, Map<String, Person> people) {
    List<Notice> written = new ArrayList<>();
    for (Briefing.Draft draft : briefing.drafts()) {
      Person recipient = Objects.requireNonNull(people.get(draft.told().recipient()));
      written.add(Notice.of(draft, recipient, briefing.about(draft.happening().leadId())));
    }
    return written;
  }

  private List<Deliveries.Planned> wanted(List<Notice> added) {
    List<Deliveries.Planned> planned = new ArrayList<>();
    for (Notice notice : added) {
      for (String channel : channels.names()) {
        if (notice.recipient().wants(channel) && notice.recipient().mayHaveAddress()) {
          planned.add(new Deliveries.Planned(notice.id(), channel));
        }
      }
    }
    return planned;
  }

  /** In the page a notice is delivered as soon as it is committed. */
  private static List<Fact> shown(List<Notice> added) {
    return added.stream()
        .filter(Notice::isShown)
        .map(
            notice ->
                Fact.of(
                    new NotificationEvent.Delivered(
                        notice.leadId(),
                        notice.id().toString(),
                        notice.eventId(),
                        notice.recipient().id(),
                        Channels.IN_APP),
                    notice.flow(),
                    Instant.now()))
        .toList();
  }
}
