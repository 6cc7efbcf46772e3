package dev.fairlead.notification;

import dev.fairlead.events.EventType;
import dev.fairlead.events.Topic;
import dev.fairlead.kit.http.Problem;
import dev.fairlead.kit.http.ProblemException;
import dev.fairlead.kit.outbound.OutboundUrls;
import dev.fairlead.kit.sql.Transactions;
import dev.fairlead.notification.adapter.Hooks;
import dev.fairlead.notification.adapter.Hooks.Configured;
import dev.fairlead.notification.channel.DeliveryWorker;
import dev.fairlead.notification.domain.NoticeType;
import dev.fairlead.notification.domain.Role;
import dev.fairlead.notification.domain.Subscription;
import dev.fairlead.notification.hook.HookKind;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Creates, changes and removes configured channels. */
@ApplicationScoped
public class ConfigureChannel {

  private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,63}");
  private static final int LONGEST_URL = 2_000;
  private static final int LONGEST_SECRET = 512;

  private final Transactions transactions;
  private final Hooks hooks;
  private final OutboundUrls urls;
  private final DeliveryWorker worker;

  ConfigureChannel(
      Transactions transactions, Hooks hooks, OutboundUrls urls, DeliveryWorker worker) {
    this.transactions = transactions;
    this.hooks = hooks;
    this.urls = urls;
    this.worker = worker;
  }

  /** On which version a change may act. */
  public record Precondition(@Nullable String ifMatch, @Nullable String ifNoneMatch) {
    void check(@Nullable Configured now) {
      String tag = now == null ? null : "\"" + now.version() + "\"";
      boolean fits = ifMatch == null || (tag != null && names(ifMatch, tag));
      boolean free = ifNoneMatch == null || tag == null || !names(ifNoneMatch, tag);
      if (!fits || !free) {
        throw new ProblemException(
            Problem.of(412, "channel.changed", "the channel is not in that version"));
      }
    }

    private static boolean names(String header, String tag) {
      return header.strip().equals("*") || header.contains(tag);
    }
  }

  /** Creates or changes one; 422 for what it cannot be. */
  public Uni<Configured> configure(Hooks.Wish wish, Precondition precondition) {
    List<Problem.Violation> errors = errors(wish);
    if (!errors.isEmpty()) {
      throw ProblemException.invalid("channel.invalid", errors);
    }
    return reachable(wish.url())
        .chain(() -> transactions.run(session -> save(session, wish, precondition)))
        .invoke(saved -> worker.wake());
  }

  private Uni<Configured> save(Mutiny.Session session, Hooks.Wish wish, Precondition precondition) {
    String id = wish.wants().hook();
    return hooks
        .lock(session, id)
        .invoke(
            now -> {
              precondition.check(now);
              sameKind(now, wish);
            })
        .chain(now -> hooks.save(session, wish, now, Instant.now()))
        .chain(() -> hooks.find(session, id))
        .map(Objects::requireNonNull);
  }

  private static void sameKind(@Nullable Configured now, Hooks.Wish wish) {
    if (now != null && !now.wants().kind().equals(wish.wants().kind())) {
      throw ProblemException.conflict("channel.kind", "a channel's kind cannot be changed");
    }
  }

  /** Removes one; 404 without it. */
  public Uni<Void> remove(String id, Precondition precondition) {
    return transactions.run(
        session ->
            hooks
                .lock(session, id)
                .onItem()
                .ifNull()
                .failWith(ConfigureChannel::unknown)
                .invoke(precondition::check)
                .chain(() -> hooks.remove(session, id)));
  }

  /** 404: no such channel. */
  public static ProblemException unknown() {
    return ProblemException.notFound("channel.unknown", "channel of that id");
  }

  /** A name that cannot be resolved now may be later; one that leads inside may not be called. */
  private Uni<Void> reachable(String url) {
    return urls.resolve(URI.create(url))
        .replaceWithVoid()
        .onFailure()
        .recoverWithUni(
            failure ->
                failure instanceof OutboundUrls.Refused
                    ? Uni.createFrom()
                        .failure(
                            ProblemException.invalid(
                                "channel.invalid", "/url", "not an address of the public internet"))
                    : Uni.createFrom().voidItem());
  }

  private List<Problem.Violation> errors(Hooks.Wish wish) {
    List<Problem.Violation> errors = new ArrayList<>();
    Subscription wants = wish.wants();
    if (!ID.matcher(wants.hook()).matches()) {
      errors.add(new Problem.Violation("/id", "letters, digits, dash and underscore"));
    }
    Optional<HookKind> kind =
        HookKind.all().stream().filter(k -> k.name().equals(wants.kind())).findFirst();
    if (kind.isEmpty()) {
      errors.add(new Problem.Violation("/kind", "one of webhook, feishu, dingtalk, wecom, slack"));
    }
    String wrong =
        wish.url().length() > LONGEST_URL ? "too long" : urls.fault(wish.url(), List.of());
    if (wrong != null) {
      errors.add(new Problem.Violation("/url", wrong));
    }
    String secret = wish.secret();
    if (secret != null) {
      String flaw =
          secret.isEmpty() || secret.length() > LONGEST_SECRET
              ? "1 to " + LONGEST_SECRET + " characters"
              : kind.map(k -> k.fault(secret)).orElse(null);
      if (flaw != null) {
        errors.add(new Problem.Violation("/secret", flaw));
      }
    }
    names(wants, errors);
    return errors;
  }

  private static void names(Subscription wants, List<Problem.Violation> errors) {
    for (int i = 0; i < wants.events().size(); i++) {
      if (!isKnown(wants.events().get(i))) {
        errors.add(new Problem.Violation("/events/" + i, "no such event and no such notice"));
      }
    }
    String role = wants.audience().role();
    if (role != null && Role.named(role).isEmpty()) {
      errors.add(new Problem.Violation("/audience/role", "there is no such role"));
    }
  }

  private static boolean isKnown(String wanted) {
    return NoticeType.named(wanted).isPresent()
        || EventType.all().stream()
            .filter(type -> type.topic() != Topic.NOTIFICATION)
            .anyMatch(type -> Subscription.names(wanted, type.name()));
  }
}
