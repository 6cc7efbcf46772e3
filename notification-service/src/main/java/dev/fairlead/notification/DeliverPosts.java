package dev.fairlead.notification;

import dev.fairlead.kit.outbound.Outbound;
import dev.fairlead.kit.outbound.OutboundUrls;
import dev.fairlead.kit.sql.EventLoop;
import dev.fairlead.kit.sql.Transactions;
import dev.fairlead.notification.adapter.Posts;
import dev.fairlead.notification.adapter.Turns;
import dev.fairlead.notification.domain.Obstacle;
import dev.fairlead.notification.domain.RetryPlan;
import dev.fairlead.notification.hook.HookKind;
import dev.fairlead.notification.hook.Post;
import dev.fairlead.notification.hook.Verdict;
import dev.fairlead.notification.template.Templates;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * One round of posts over one configured channel: the channel that has waited longest gets as much
 * as its pace allows, of each lead the oldest only. While one of a lead waits for its next try the
 * later ones wait behind it; when it is given up they go on.
 */
@ApplicationScoped
public class DeliverPosts {

  private static final Duration LEASE = Duration.ofSeconds(60);
  private static final Duration TOGETHER = Duration.ofMillis(50);
  private static final Duration LONGEST_REST = Duration.ofHours(24);
  private static final int AT_ONCE = 16;

  private final Transactions transactions;
  private final Turns turns;
  private final Posts posts;
  private final Templates templates;
  private final Outbound outbound;
  private final RecordTries recordTries;
  private final RetryPlan plan;
  private final Map<String, HookKind> kinds =
      HookKind.all().stream().collect(Collectors.toMap(HookKind::name, Function.identity()));

  DeliverPosts(
      Transactions transactions,
      Turns turns,
      Posts posts,
      Templates templates,
      Outbound outbound,
      RecordTries recordTries,
      @ConfigProperty(name = "fairlead.notification.hook-retries") List<Duration> gaps) {
    this.transactions = transactions;
    this.turns = turns;
    this.posts = posts;
    this.templates = templates;
    this.outbound = outbound;
    this.recordTries = recordTries;
    this.plan = new RetryPlan(gaps);
  }

  /** Runs the round on the current Vert.x context and answers how many posts it claimed. */
  public Uni<Integer> deliver() {
    Executor here = EventLoop.current();
    return transactions
        .run(session -> claim(session, Instant.now()))
        .chain(
            claimed ->
                Multi.createFrom()
                    .iterable(claimed)
                    .onItem()
                    .transformToUni(this::attempt)
                    .merge(AT_ONCE)
                    .group()
                    .intoLists()
                    .of(AT_ONCE, TOGETHER)
                    .emitOn(here)
                    .onItem()
                    .transformToUniAndConcatenate(tries -> recordTries.record(tries, LEASE))
                    .collect()
                    .asList()
                    .replaceWith(claimed.size()));
  }

  private Uni<List<Post>> claim(Mutiny.Session session, Instant now) {
    return turns
        .ready(session, now)
        .chain(
            ready -> ready == null ? Uni.createFrom().item(List.of()) : claim(session, ready, now));
  }

  private Uni<List<Post>> claim(Mutiny.Session session, Turns.Ready ready, Instant now) {
    HookKind kind = kind(ready.hook().kind());
    int most = kind.pace().calls(ready.freeAt(), now);
    return templates
        .phrases(session)
        .chain(phrases -> posts.claim(session, ready.hook(), most, LEASE, phrases))
        .call(
            claimed ->
                turns.paced(
                    session,
                    ready.hook().id(),
                    kind.pace().after(ready.freeAt(), now, claimed.size())));
  }

  private HookKind kind(String name) {
    HookKind kind = kinds.get(name);
    if (kind == null) {
      throw new IllegalStateException("no such kind of channel: " + name);
    }
    return kind;
  }

  private Uni<Tried> attempt(Post post) {
    HookKind kind = kind(post.channel());
    return Uni.createFrom()
        .deferred(() -> outbound.send(kind.call(post, Instant.now())))
        .map(reply -> tried(post, kind.judge(reply, Instant.now())))
        .onFailure()
        .recoverWithItem(failure -> missed(post, failure));
  }

  private Tried tried(Post post, Verdict verdict) {
    if (verdict.error() == null) {
      return Tried.sent(post);
    }
    Duration rest = bounded(verdict.rest());
    Duration next = plan.afterTry(post.attempts()).orElse(null);
    if (rest != null && next != null && rest.compareTo(next) > 0) {
      next = rest;
    }
    return new Tried(post, verdict.error(), verdict.gone() ? null : next, rest, verdict.gone());
  }

  private static @Nullable Duration bounded(@Nullable Duration rest) {
    return rest == null || rest.compareTo(LONGEST_REST) < 0 ? rest : LONGEST_REST;
  }

  /** Who cannot be reached at all is left alone for a while, whatever else he is to get. */
  private Tried missed(Post post, Throwable failure) {
    Obstacle obstacle = obstacle(failure);
    Duration next = obstacle.isPermanent() ? null : plan.afterTry(post.attempts()).orElse(null);
    return new Tried(
        post, obstacle.code(), next, obstacle.isPermanent() ? null : Duration.ZERO, false);
  }

  private static Obstacle obstacle(Throwable failure) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (t instanceof OutboundUrls.Refused) {
        return Obstacle.PRIVATE_ADDRESS;
      }
      if (t instanceof TimeoutException) {
        return Obstacle.TIMEOUT;
      }
    }
    return failure instanceof IllegalStateException ? Obstacle.FAULT : Obstacle.UNREACHABLE;
  }
}
