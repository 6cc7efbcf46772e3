package dev.fairlead.kit.sql;

import io.quarkus.vertx.core.runtime.context.VertxContextSafetyToggle;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.impl.ContextInternal;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Groups requests that arrive together into one transaction. A group starts as soon as fewer than
 * the allowed number are under way, so a lone request does not wait; whoever comes meanwhile shares
 * the next group. Each is answered after the commit. A group that fails is tried one by one, so
 * that one bad request harms nobody else.
 *
 * @param <I> a request
 * @param <O> its outcome
 */
public final class Grouping<I, O> {

  private static final Logger LOG = Logger.getLogger(Grouping.class);

  /** Handles a group in one transaction; one outcome each, in the same order. */
  @FunctionalInterface
  public interface Work<I, O> {
    /** Handles them; a failure rolls all back. */
    Uni<List<O>> apply(Mutiny.Session session, List<I> items);
  }

  /**
   * How much at a time.
   *
   * @param size most requests of one group
   * @param inFlight most groups under way
   * @param waiting most requests that wait; the next one is turned away
   */
  public record Bounds(int size, int inFlight, int waiting) {}

  private final Transactions transactions;
  private final ContextInternal context;
  private final Work<I, O> work;
  private final Bounds bounds;
  private final IntConsumer measured;
  private final Queue<Waiting<I, O>> queue = new ConcurrentLinkedQueue<>();
  private final AtomicInteger waiting = new AtomicInteger();
  private final AtomicInteger inFlight = new AtomicInteger();

  /**
   * Prepares a queue.
   *
   * @param measured is told the size of each group
   */
  public Grouping(
      Transactions transactions,
      Vertx vertx,
      Bounds bounds,
      IntConsumer measured,
      Work<I, O> work) {
    this.transactions = transactions;
    this.context = (ContextInternal) vertx.getOrCreateContext();
    this.bounds = bounds;
    this.measured = measured;
    this.work = work;
  }

  /**
   * Handles one request.
   *
   * @param turnedAway what the request ends with when too many wait already
   */
  public Uni<O> handle(I item, Supplier<? extends Throwable> turnedAway) {
    return Uni.createFrom().emitter(emitter -> enqueue(item, emitter, turnedAway));
  }

  /** How many requests wait. */
  public int waiting() {
    return waiting.get();
  }

  private void enqueue(
      I item, UniEmitter<? super O> emitter, Supplier<? extends Throwable> turnedAway) {
    if (waiting.incrementAndGet() > bounds.waiting()) {
      waiting.decrementAndGet();
      emitter.fail(turnedAway.get());
      return;
    }
    queue.add(new Waiting<>(item, emitter, Vertx.currentContext()));
    startIfFree();
  }

  private void startIfFree() {
    int running = inFlight.get();
    while (running < bounds.inFlight() && !queue.isEmpty()) {
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
    List<Waiting<I, O>> group = take();
    if (group.isEmpty()) {
      release();
      return;
    }
    measured.accept(group.size());
    together(group).subscribe().with(done -> done(group, done), failure -> apart(group, failure));
  }

  private List<Waiting<I, O>> take() {
    List<Waiting<I, O>> group = new ArrayList<>();
    Waiting<I, O> one = queue.poll();
    while (one != null) {
      group.add(one);
      one = group.size() < bounds.size() ? queue.poll() : null;
    }
    waiting.addAndGet(-group.size());
    return group;
  }

  private Uni<List<O>> together(List<Waiting<I, O>> group) {
    List<I> items = group.stream().map(Waiting::item).toList();
    return Uni.createFrom().deferred(() -> transactions.run(session -> work.apply(session, items)));
  }

  private void done(List<Waiting<I, O>> group, List<O> outcomes) {
    for (int i = 0; i < group.size(); i++) {
      group.get(i).complete(outcomes.get(i));
    }
    goOn();
  }

  private void apart(List<Waiting<I, O>> group, Throwable failure) {
    if (group.size() == 1 || Failures.isPassing(failure)) {
      group.forEach(one -> one.fail(failure));
      goOn();
      return;
    }
    LOG.warnf("a group of %d is tried one by one: %s", group.size(), Failures.describe(failure));
    alone(group, 0);
  }

  private void alone(List<Waiting<I, O>> group, int index) {
    if (index == group.size()) {
      goOn();
      return;
    }
    Waiting<I, O> one = group.get(index);
    together(List.of(one))
        .onItemOrFailure()
        .invoke(
            (outcomes, failure) -> {
              if (failure == null) {
                one.complete(outcomes.getFirst());
              } else {
                one.fail(failure);
              }
            })
        .subscribe()
        .with(ignored -> alone(group, index + 1), ignored -> alone(group, index + 1));
  }

  private void goOn() {
    if (queue.isEmpty()) {
      release();
    } else {
      next();
    }
  }

  /** Whoever came between the last look and the release starts a group himself, or here. */
  private void release() {
    inFlight.decrementAndGet();
    startIfFree();
  }

  /** A request that waits, and the context it wants its answer on. */
  private record Waiting<I, O>(I item, UniEmitter<? super O> emitter, @Nullable Context caller) {

    void complete(O outcome) {
      onCaller(() -> emitter.complete(outcome));
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
