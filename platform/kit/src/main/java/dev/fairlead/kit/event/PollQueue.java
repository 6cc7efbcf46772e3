package dev.fairlead.kit.event;

import io.quarkus.vertx.core.runtime.context.VertxContextSafetyToggle;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Vertx;
import io.vertx.core.impl.ContextInternal;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.jspecify.annotations.Nullable;

/**
 * Puts polls together that arrive while a transaction is under way, so that the next transaction
 * takes them all: under load transactions grow instead of multiplying. One group at a time, in the
 * order of arrival, each on a Vert.x context of its own. A group is acknowledged when its work is
 * done.
 */
final class PollQueue {

  /** What is done with a group of records; completes when their offsets may be committed. */
  interface Work extends Function<List<ConsumerRecord<String, byte[]>>, Uni<Void>> {}

  private static final long LONGEST_REST_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private final Work work;
  private final int largest;
  private final long paceNanos;
  private final Queue<Message<ConsumerRecords<String, byte[]>>> polls = new ArrayDeque<>();
  private int records;
  private boolean running;
  private @Nullable UniEmitter<? super Void> held;

  /**
   * Prepares a queue.
   *
   * @param largest records of one group, unless a single poll has more; twice as many may wait
   * @param pace shortest time from the beginning of a group that is not full to the next one
   */
  PollQueue(Work work, int largest, Duration pace) {
    this.work = work;
    this.largest = largest;
    this.paceNanos = pace.toNanos();
  }

  /** Takes a poll; completes when another one is wanted. */
  Uni<Void> take(Message<ConsumerRecords<String, byte[]>> poll) {
    ContextInternal context = (ContextInternal) Vertx.currentContext();
    return Uni.createFrom().emitter(emitter -> take(poll, context, emitter));
  }

  private void take(
      Message<ConsumerRecords<String, byte[]>> poll,
      ContextInternal context,
      UniEmitter<? super Void> emitter) {
    boolean start;
    boolean full;
    synchronized (this) {
      polls.add(poll);
      records += poll.getPayload().count();
      start = !running;
      running = true;
      full = records >= 2 * largest;
      if (full) {
        held = emitter;
      }
    }
    if (start) {
      next(context);
    }
    if (!full) {
      emitter.complete(null);
    }
  }

  /** On a context of its own: a session belongs to one. */
  private void next(ContextInternal context) {
    ContextInternal own = context.unwrap().duplicate();
    VertxContextSafetyToggle.setContextSafe(own, true);
    own.runOnContext(ignored -> run(own));
  }

  private void run(ContextInternal context) {
    List<Message<ConsumerRecords<String, byte[]>>> group = group();
    if (group.isEmpty()) {
      return;
    }
    List<ConsumerRecord<String, byte[]>> all = new ArrayList<>();
    group.forEach(poll -> poll.getPayload().forEach(all::add));
    long began = System.nanoTime();
    Uni.createFrom()
        .deferred(() -> work.apply(all))
        .subscribe()
        .with(
            done -> {
              group.forEach(Message::ack);
              goOn(context, all.size(), System.nanoTime() - began);
            },
            failure -> {
              group.forEach(poll -> poll.nack(failure));
              goOn(context, all.size(), System.nanoTime() - began);
            });
  }

  /** The polls of the next group; none, and no longer running, when none wait. */
  private List<Message<ConsumerRecords<String, byte[]>>> group() {
    List<Message<ConsumerRecords<String, byte[]>>> group = new ArrayList<>();
    UniEmitter<? super Void> free;
    synchronized (this) {
      int size = 0;
      for (var poll = polls.peek(); poll != null; poll = polls.peek()) {
        int count = poll.getPayload().count();
        if (!group.isEmpty() && size + count > largest) {
          break;
        }
        group.add(polls.remove());
        size += count;
      }
      records -= size;
      running = !group.isEmpty();
      free = held;
      held = null;
    }
    if (free != null) {
      free.complete(null);
    }
    return group;
  }

  /**
   * Rests as long as the work took: where processors or the database are busy, that is where the
   * next group grows, and where others get on meanwhile. A full group has grown enough.
   */
  private void goOn(ContextInternal context, int size, long took) {
    long rest = Math.min(took, LONGEST_REST_NANOS);
    long left = TimeUnit.NANOSECONDS.toMillis(Math.max(paceNanos - took, rest));
    if (size >= largest || left <= 0) {
      next(context);
    } else {
      context.owner().setTimer(left, ignored -> next(context));
    }
  }
}
