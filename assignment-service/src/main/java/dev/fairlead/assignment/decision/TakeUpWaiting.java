package dev.fairlead.assignment.decision;

import dev.fairlead.assignment.decision.adapter.Custodies;
import dev.fairlead.assignment.decision.domain.Custody;
import dev.fairlead.events.AssignmentEvent;
import dev.fairlead.kit.ServiceName;
import dev.fairlead.kit.event.EventLog;
import dev.fairlead.kit.event.Fact;
import dev.fairlead.kit.event.Flow;
import dev.fairlead.kit.sql.Transactions;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Decides again on leads that wait, when the reason may have gone: somebody comes on duty, has
 * room, a policy was activated. Any replica may; what one has in hand the others skip.
 */
@ApplicationScoped
public class TakeUpWaiting {

  private final Transactions transactions;
  private final Custodies custodies;
  private final DecideLeads decide;
  private final EventLog log;
  private final int batch;
  private final Duration overdueAfter;
  private final AtomicLong leads = new AtomicLong();
  private final AtomicLong overdue = new AtomicLong();
  private final AtomicLong oldest = new AtomicLong();

  TakeUpWaiting(
      Transactions transactions,
      Custodies custodies,
      DecideLeads decide,
      EventLog log,
      MeterRegistry metrics,
      ServiceName service,
      @ConfigProperty(name = "fairlead.assignment.take-up.batch") int batch,
      @ConfigProperty(name = "fairlead.assignment.overdue.after") Duration overdueAfter) {
    this.transactions = transactions;
    this.custodies = custodies;
    this.decide = decide;
    this.log = log;
    this.batch = batch;
    this.overdueAfter = overdueAfter;
    metrics.gauge(service.metric("unassigned"), leads);
    metrics.gauge(service.metric("unassigned.oldest.seconds"), oldest);
    metrics.gauge(service.metric("unassigned.overdue"), overdue);
  }

  @Scheduled(
      every = "{fairlead.assignment.take-up.every}",
      concurrentExecution = ConcurrentExecution.SKIP)
  Uni<Void> run() {
    return due()
        .chain(() -> transactions.run(this::tellOverdue))
        .chain(() -> transactions.run(custodies::backlog))
        .invoke(this::show)
        .replaceWithVoid();
  }

  private void show(Custodies.Backlog backlog) {
    leads.set(backlog.leads());
    overdue.set(backlog.overdue());
    Instant first = backlog.oldest();
    oldest.set(first == null ? 0 : Duration.between(first, Instant.now()).toSeconds());
  }

  /** Says once of each lead that it has waited too long. */
  private Uni<Void> tellOverdue(Mutiny.Session session) {
    Instant now = Instant.now();
    return custodies
        .overdue(session, now.minus(overdueAfter), now, batch)
        .chain(
            late -> log.append(session, late.stream().map(custody -> fact(custody, now)).toList()));
  }

  private static Fact fact(Custody custody, Instant now) {
    Custody.Waiting waiting = Objects.requireNonNull(custody.waiting());
    return Fact.of(
        new AssignmentEvent.Held(
            custody.leadId(),
            custody.epoch(),
            waiting.reason(),
            Objects.requireNonNullElse(custody.decisionId(), ""),
            waiting.since(),
            true),
        flow(custody),
        now);
  }

  private Uni<Void> due() {
    return transactions
        .run(this::some)
        .chain(taken -> taken < batch ? Uni.createFrom().voidItem() : due());
  }

  private Uni<Integer> some(Mutiny.Session session) {
    Instant now = Instant.now();
    return custodies
        .lockDue(session, now, batch)
        .chain(
            due ->
                due.isEmpty()
                    ? Uni.createFrom().item(0)
                    : decide.run(session, docket(due), now).replaceWith(due.size()));
  }

  private static Docket docket(List<Custody> due) {
    Docket docket = new Docket(due);
    due.forEach(custody -> docket.ask(ask(custody)));
    return docket;
  }

  /** A waiting lead that is to be decided on again. */
  public static Docket.Ask ask(Custody custody) {
    return new Docket.Ask(custody.leadId(), flow(custody), true);
  }

  /** The lead's own flow, which a clock goes on with. */
  private static Flow flow(Custody custody) {
    Flow started = Flow.start();
    return custody.correlationId() == null
        ? started
        : new Flow(custody.correlationId(), null, started.traceparent());
  }
}
