package dev.fairlead.acceptance.chaos;

import dev.fairlead.acceptance.Installation;
import java.io.UncheckedIOException;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Phaser;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What people do all day: leads come in, and for each of them somebody accepts, logs work, gives
 * back, hands over or claims. The seed decides what is tried in which order; on which lead depends
 * on what there is.
 */
final class Traffic implements AutoCloseable {

  private static final int MOST_AT_ONCE = 48;

  private final Hands hands;
  private final Random random;
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("traffic").factory());
  private final ExecutorService people = Executors.newVirtualThreadPerTaskExecutor();
  private final Semaphore places = new Semaphore(MOST_AT_ONCE);
  private final Phaser busy = new Phaser(1);
  private final AtomicLong leads = new AtomicLong();
  private volatile boolean flowing;

  /** Prepares; nothing is done yet. */
  Traffic(Installation fairlead, ChaosScene scene, Promises promises, Patient patient, Load load) {
    this.hands = new Hands(fairlead, scene, promises, patient);
    this.random = new Random(load.seed());
    long every = Math.max(1, (long) (1_000_000 / load.perSecond()));
    clock.scheduleAtFixedRate(this::tick, 0, every, TimeUnit.MICROSECONDS);
  }

  /**
   * How much.
   *
   * @param perSecond leads a second, and as many things done to them
   */
  record Load(long seed, double perSecond) {}

  /** Begins, or goes on. */
  void flow() {
    flowing = true;
  }

  /** Nothing new is begun; returns when everything that was is over. */
  void pause() {
    flowing = false;
    int phase = busy.arrive();
    busy.awaitAdvance(phase);
  }

  /** How many leads were sent. */
  long leads() {
    return leads.get();
  }

  @Override
  public void close() {
    flowing = false;
    clock.shutdownNow();
    people.shutdownNow();
  }

  private void tick() {
    if (!flowing) {
      return;
    }
    long number = leads.incrementAndGet();
    int draw = random.nextInt(100);
    long seed = random.nextLong();
    begin(() -> hands.send(number, draw));
    begin(() -> hands.work(number, new Random(seed)));
  }

  private void begin(Work work) {
    if (!places.tryAcquire()) {
      return; // everybody waits for an answer
    }
    busy.register();
    try {
      people.execute(() -> carryOut(work));
    } catch (RejectedExecutionException e) {
      over();
    }
  }

  private void carryOut(Work work) {
    try {
      work.run();
    } catch (InterruptedException | UncheckedIOException | IllegalStateException e) {
      // a question that nobody answered; a command that nobody answered is kept by who sent it
    } finally {
      over();
    }
  }

  private void over() {
    places.release();
    busy.arriveAndDeregister();
  }

  private interface Work {
    void run() throws InterruptedException;
  }
}
