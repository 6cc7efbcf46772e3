package dev.fairlead.notification;

import dev.fairlead.kit.sql.EventLoop;
import dev.fairlead.kit.sql.Transactions;
import dev.fairlead.notification.adapter.Deliveries;
import dev.fairlead.notification.channel.Channels;
import dev.fairlead.notification.channel.Letter;
import dev.fairlead.notification.channel.Undelivered;
import dev.fairlead.notification.domain.Obstacle;
import dev.fairlead.notification.domain.RetryPlan;
import dev.fairlead.notification.template.Templates;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * One round of letters to people: claim what is due, send it, record what became of it. The claim
 * is committed before anything is sent, so no two replicas send the same letter. Who dies between
 * sending and recording lets the lease run out, and the letter goes again under the same id.
 */
@ApplicationScoped
public class DeliverLetters {

  private static final Duration LEASE = Duration.ofSeconds(60);
  private static final Duration TOGETHER = Duration.ofMillis(50);
  private static final int AT_ONCE = 8;
  private static final int ROUND = 32;

  private final Transactions transactions;
  private final Deliveries deliveries;
  private final Templates templates;
  private final Channels channels;
  private final RecordTries recordTries;
  private final RetryPlan plan;

  DeliverLetters(
      Transactions transactions,
      Deliveries deliveries,
      Templates templates,
      Channels channels,
      RecordTries recordTries,
      @ConfigProperty(name = "fairlead.notification.retries") List<Duration> gaps) {
    this.transactions = transactions;
    this.deliveries = deliveries;
    this.templates = templates;
    this.channels = channels;
    this.recordTries = recordTries;
    this.plan = new RetryPlan(gaps);
  }

  /** Runs the round on the current Vert.x context and answers how many letters it claimed. */
  public Uni<Integer> deliver() {
    if (channels.names().isEmpty()) {
      return Uni.createFrom().item(0);
    }
    Executor here = EventLoop.current();
    return transactions
        .run(
            session ->
                templates
                    .phrases(session)
                    .chain(phrases -> deliveries.claim(session, ROUND, LEASE, phrases)))
        .chain(
            letters ->
                Multi.createFrom()
                    .iterable(letters)
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
                    .replaceWith(letters.size()));
  }

  private Uni<Tried> attempt(Letter letter) {
    return Uni.createFrom()
        .deferred(() -> channels.send(letter))
        .map(sent -> Tried.sent(letter))
        .onFailure()
        .recoverWithItem(failure -> missed(letter, failure));
  }

  private Tried missed(Letter letter, Throwable failure) {
    Obstacle obstacle =
        failure instanceof Undelivered undelivered ? undelivered.obstacle() : Obstacle.FAULT;
    Duration next = obstacle.isPermanent() ? null : plan.afterTry(letter.attempts()).orElse(null);
    return Tried.missed(letter, obstacle.code(), next);
  }
}
