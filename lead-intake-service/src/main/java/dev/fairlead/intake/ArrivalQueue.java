package dev.fairlead.intake;

import dev.fairlead.kit.ServiceName;
import dev.fairlead.kit.http.ProblemException;
import dev.fairlead.kit.sql.Failures;
import dev.fairlead.kit.sql.Transactions;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.vertx.core.runtime.context.VertxContextSafetyToggle;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.impl.ContextInternal;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Groups requests that arrive together into one transaction. A group starts as soon as fewer than
 * the allowed number are under way, so a lone request does not wait; whoever comes meanwhile shares
 * the next group. Each is answered after the commit. A group that fails is tried one by one, so
 * that one bad request harms nobody else.
 */
@ApplicationScoped
class ArrivalQueue {

  private static final Logger LOG = Logger.getLogger(ArrivalQueue.class);

  private final StoreArrivals store;
  private final Transactions transactions;
  private final ContextInternal context;
  private final int size;
  private final int mostInFlight;
  private final int mostWaiting;
  private final DistributionSummary groups;
  private final Queue<Waiting> queue = new ConcurrentLinkedQueue<>();
  private final AtomicInteger waiting = new AtomicInteger();
  private final AtomicInteger inFlight = new AtomicInteger();

  ArrivalQueue(
      StoreArrivals store,
      Transactions transactions,
      Vertx vertx,
      MeterRegistry registry,
      ServiceName service,
      @ConfigProperty(name = "fairlead.intake.group.size") int size,
      @ConfigProperty(name = "fairlead.intake.group.in-flight") int mostInFlight,
      @ConfigProperty(name = "fairlead.intake.group.queue") int mostWaiting) {
    this.store = store;
    this.transactions = transactions;
    this.context = (ContextInternal) vertx.getOrCreateContext();
    this.size = size;
    this.mostInFlight = mostInFlight;
    this.mostWaiting = mostWaiting;
    this.groups = registry.summary(service.metric("group.size"));
    registry.gauge(service.metric("queue"), waiting);
  }

  /** Settles one arrival; fails with 503 when too many wait already. */
  Uni<Settled> settle(Arrival arrival) {
    return Uni.createFrom().emitter(emitter -> enqueue(arrival, emitter));
  }

  private void enqueue(Arrival arrival, UniEmitter<? super Settled> emitter) {
    if (waiting.incrementAndGet() > mostWaiting) {
      waiting.decrementAndGet();
      emitter.fail(ProblemException.later("intake.busy", "too many requests wait", 1));
      return;
    }
    queue.add(new Waiting(arrival, emitter, Vertx.currentContext()));
    startIfFree();
  }

  private void startIfFree() {
    int running = inFlight.get();
    while (running < mostInFlight && waiting.get() > 0) {
      if (inFlight.compareAndSet(running, running + 1)) {
        next();
        return;
      }
      running = inFlight.get();
    }
  }

  /** On a context of its own: a session belongs to one. */
  private void next() {
    ContextInternal own = context.unwrap().duplicate();
    VertxContextSafetyToggle.setContextSafe(own, true);
    own.runOnContext(ignored -> runGroup());
  }

  private void runGroup() {
    List<Waiting> group = take();
    if (group.isEmpty()) {
      release();
      return;
    }
    groups.record(group.size());
    together(group)
        .subscribe()
        .with(settled -> done(group, settled), failure -> apart(group, failure));
  }

  private List<Waiting> take() {
    List<Waiting> group = new ArrayList<>();
    Waiting one = queue.poll();
    while (one != null) {
      group.add(one);
      one = group.size() < size ? queue.poll() : null;
    }
    waiting.addAndGet(-group.size());
    return group;
  }

  private Uni<List<Settled>> together(List<Waiting> group) {
    List<Arrival> arrivals = group.stream().map(Waiting::arrival).toList();
    return transactions.run(session -> store.apply(session, arrivals, Instant.now()));
  }

  private void done(List<Waiting> group, List<Settled> settled) {
    for (int i = 0; i < group.size(); i++) {
      group.get(i).complete(settled.get(i));
    }
    goOn();
  }

  private void apart(List<Waiting> group, Throwable failure) {
    if (group.size() == 1 || Failures.isPassing(failure)) {
      group.forEach(one -> one.fail(failure));
      goOn();
      return;
    }
    LOG.warnf("a group of %d is tried one by one: %s", group.size(), Failures.describe(failure));
    alone(group, 0);
  }

  private void alone(List<Waiting> group, int index) {
    if (index == group.size()) {
      goOn();
      return;
    }
    Waiting one = group.get(index);
    together(List.of(one))
        .onItemOrFailure()
        .invoke(
            (settled, failure) -> {
              if (failure == null) {
                one.complete(settled.getFirst());
              } else {
                one.fail(failure);
              }
            })
        .subscribe()
        .with(ignored -> alone(group, index + 1), ignored -> alone(group, index + 1));
  }

  private void goOn() {
    if (waiting.get() > 0) {
      next();
    } else {
      release();
    }
  }

  /** Whoever came between the last look and the release starts a group himself, or here. */
  private void release() {
    inFlight.decrementAndGet();
    startIfFree();
  }

  /** A request that waits, and the context it wants its answer on. */
  private record Waiting(
      Arrival arrival, UniEmitter<? super Settled> emitter, @Nullable Context caller) {

    void complete(Settled settled) {
      onCaller(() -> emitter.complete(settled));
    }

    void fail(Throwable failure) {
      onCaller(() -> emitter.fail(failure));
    }

    private void onCaller(Runnable answer) {
      if (caller == null) {
        answer.run();
      } else {
        caller.runOnContext(ignored -> answer.run());
      }
    }
  }
}
