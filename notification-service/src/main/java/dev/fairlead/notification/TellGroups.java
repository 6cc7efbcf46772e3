package dev.fairlead.notification;

import dev.fairlead.notification.adapter.Hooks;
import dev.fairlead.notification.adapter.Posts;
import dev.fairlead.notification.domain.Language;
import dev.fairlead.notification.domain.Subscription;
import dev.fairlead.notification.hook.HookKind;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Shows notices to the groups whose bots want them. However many people are told of an event, a
 * group is shown it once, with their names.
 */
@ApplicationScoped
public class TellGroups {

  private static final Set<String> BOTS =
      HookKind.all().stream()
          .filter(kind -> !kind.carriesEvents())
          .map(HookKind::name)
          .collect(Collectors.toUnmodifiableSet());

  private final Hooks hooks;
  private final Posts posts;

  TellGroups(Hooks hooks, Posts posts) {
    this.hooks = hooks;
    this.posts = posts;
  }

  Uni<Void> tell(Mutiny.Session session, List<Notice> added, Instant now) {
    if (added.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    return hooks
        .subscriptions(session)
        .chain(wanting -> posts.plan(session, planned(added, wanting, now)))
        .replaceWithVoid();
  }

  private static List<Posts.Planned> planned(
      List<Notice> added, List<Subscription> wanting, Instant now) {
    List<Posts.Planned> planned = new ArrayList<>();
    for (Subscription bot : wanting) {
      if (BOTS.contains(bot.kind())) {
        byEvent(added, bot).values().forEach(notices -> planned.add(post(bot, notices, now)));
      }
    }
    return planned;
  }

  private static Map<String, List<Notice>> byEvent(List<Notice> added, Subscription bot) {
    Map<String, List<Notice>> byEvent = new LinkedHashMap<>();
    added.stream()
        .filter(notice -> wants(bot, notice))
        .forEach(n -> byEvent.computeIfAbsent(n.eventId(), e -> new ArrayList<>()).add(n));
    return byEvent;
  }

  private static boolean wants(Subscription bot, Notice notice) {
    return notice.via().contains(bot.kind())
        && bot.wantsNotice(notice.type(), notice.event())
        && bot.audience().includes(notice.told(), notice.recipient().teams(), notice.team());
  }

  private static Posts.Planned post(Subscription bot, List<Notice> notices, Instant now) {
    Notice first = notices.getFirst();
    String leadId = first.leadId();
    return new Posts.Planned(
        bot.hook(),
        bot.kind(),
        first.id(),
        first.eventId(),
        first.type().code(),
        leadId == null ? first.recipient().id() : leadId,
        words(bot, notices),
        false,
        first.at(),
        isOwn(bot) ? notBefore(first, now) : now,
        first.flow());
  }

  /** A rep's own bot keeps quiet when he wants it to; a group has no night. */
  private static Instant notBefore(Notice notice, Instant now) {
    Person person = notice.recipient();
    return person.preferences().notBefore(notice.type(), notice.ends(), now, person.zone());
  }

  private static boolean isOwn(Subscription bot) {
    return bot.audience().rep() != null;
  }

  /** To a group it is said who is told; a rep knows who he is. */
  private static String words(Subscription bot, List<Notice> notices) {
    Language language = bot.language();
    Map<String, List<String>> namesByText = new LinkedHashMap<>();
    for (Notice notice : notices) {
      namesByText
          .computeIfAbsent(notice.text().in(language), text -> new ArrayList<>())
          .add(notice.recipient().called());
    }
    return namesByText.entrySet().stream()
        .map(e -> isOwn(bot) ? e.getKey() : String.join(", ", e.getValue()) + ": " + e.getKey())
        .collect(Collectors.joining("\n"));
  }
}
