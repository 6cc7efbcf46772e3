package dev.fairlead.notification;

import dev.fairlead.events.NotificationEvent;
import dev.fairlead.kit.event.EventLog;
import dev.fairlead.kit.event.Fact;
import dev.fairlead.notification.adapter.Deliveries;
import dev.fairlead.notification.adapter.Digests;
import dev.fairlead.notification.adapter.Notices;
import dev.fairlead.notification.adapter.People;
import dev.fairlead.notification.channel.Channels;
import dev.fairlead.notification.domain.Happening;
import dev.fairlead.notification.domain.Matrix;
import dev.fairlead.notification.domain.Preferences;
import dev.fairlead.notification.domain.Told;
import dev.fairlead.notification.template.Phrases;
import dev.fairlead.notification.template.Templates;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.hibernate.reactive.mutiny.Mutiny;

/** Puts what people are to be told into words, and on its way over the channels they want. */
@ApplicationScoped
public class Announce {

  private final People people;
  private final Notices notices;
  private final Deliveries deliveries;
  private final Digests digests;
  private final Channels channels;
  private final Templates templates;
  private final TellGroups tellGroups;
  private final EventLog log;

  Announce(
      People people,
      Notices notices,
      Deliveries deliveries,
      Digests digests,
      Channels channels,
      Templates templates,
      TellGroups tellGroups,
      EventLog log) {
    this.people = people;
    this.notices = notices;
    this.deliveries = deliveries;
    this.digests = digests;
    this.channels = channels;
    this.templates = templates;
    this.tellGroups = tellGroups;
    this.log = log;
  }

  Uni<Void> announce(Mutiny.Session session, Briefing briefing, Matrix matrix) {
    if (briefing.drafts().isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    Instant now = Instant.now();
    return templates
        .phrases(session)
        .chain(
            phrases ->
                people
                    .find(session, mentioned(briefing))
                    .chain(
                        known -> notices.add(session, written(briefing, matrix, known, phrases))))
        .chain(
            added ->
                deliveries
                    .plan(session, mails(added, now))
                    .chain(() -> digests.add(session, collected(added, now)))
                    .chain(() -> tellGroups.tell(session, added, now))
                    .chain(() -> log.append(session, shown(added))));
  }

  /** Everybody who is told something, and everybody who is spoken of. */
  private static Set<String> mentioned(Briefing briefing) {
    Set<String> ids = new LinkedHashSet<>();
    for (Briefing.Draft draft : briefing.drafts()) {
      ids.add(draft.told().recipient());
      String subject = draft.happening().subject();
      if (subject != null) {
        ids.add(subject);
      }
      if (draft.happening() instanceof Happening.Transferred transferred) {
        ids.add(transferred.from());
      }
    }
    return ids;
  }

  private static List<Notice> written(
      Briefing briefing, Matrix matrix, Map<String, Person> people, Phrases phrases) {
    Map<String, String> names = new HashMap<>();
    people.values().forEach(person -> names.put(person.id(), person.called()));
    List<Notice> written = new ArrayList<>();
    for (Briefing.Draft draft : briefing.drafts()) {
      Told told = draft.told();
      Person recipient = Objects.requireNonNull(people.get(told.recipient()));
      written.add(
          Notice.of(
              draft,
              recipient,
              phrases.sentence(told, draft.happening(), recipient, names),
              briefing.about(draft.happening().leadId()),
              via(told, recipient, matrix)));
    }
    return written;
  }

  private static Set<String> via(Told told, Person recipient, Matrix matrix) {
    Set<String> via = new HashSet<>();
    for (String channel : matrix.channels(told.type(), told.role())) {
      if (recipient.preferences().wants(told.type(), channel)) {
        via.add(channel);
      }
    }
    return via;
  }

  private List<Deliveries.Planned> mails(List<Notice> added, Instant now) {
    List<Deliveries.Planned> planned = new ArrayList<>();
    for (Notice notice : added) {
      if (isMailed(notice) && digest(notice, now).isEmpty()) {
        Person person = notice.recipient();
        Instant at =
            person.preferences().notBefore(notice.type(), notice.ends(), now, person.zone());
        planned.add(new Deliveries.Planned(notice.id(), Preferences.EMAIL, at));
      }
    }
    return planned;
  }

  private List<Digests.Waiting> collected(List<Notice> added, Instant now) {
    List<Digests.Waiting> waiting = new ArrayList<>();
    for (Notice notice : added) {
      if (isMailed(notice)) {
        digest(notice, now)
            .map(due -> new Digests.Waiting(notice.id(), notice.recipient().id(), due))
            .ifPresent(waiting::add);
      }
    }
    return waiting;
  }

  private boolean isMailed(Notice notice) {
    return notice.via().contains(Preferences.EMAIL)
        && notice.recipient().mayHaveAddress()
        && channels.names().contains(Preferences.EMAIL);
  }

  private static Optional<Instant> digest(Notice notice, Instant now) {
    Person person = notice.recipient();
    return person.preferences().digestDue(notice.type(), notice.ends(), now, person.zone());
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
