package dev.fairlead.acceptance;

import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Many leads posted by a sender that behaves as the platforms do: it sends a lead again, under the
 * same id, until it has been acknowledged.
 */
public final class Flood implements AutoCloseable {

  private static final int SENDERS = 4;
  private static final int MOST_TRIES = 600;

  private final ExecutorService senders = Executors.newFixedThreadPool(SENDERS);
  private final ConcurrentLinkedQueue<String> acknowledged = new ConcurrentLinkedQueue<>();
  private final List<Future<?>> running = new ArrayList<>();
  private final AtomicInteger sent = new AtomicInteger();

  private Flood() {}

  /**
   * Begins to send so many leads, {@code perSecond} of them at most.
   *
   * @param prefix of their external ids, which nobody else has
   */
  public static Flood of(
      Installation fairlead, String source, String prefix, int leads, int perSecond) {
    Flood flood = new Flood();
    long start = System.nanoTime();
    AtomicInteger next = new AtomicInteger();
    for (int s = 0; s < SENDERS; s++) {
      flood.running.add(
          flood.senders.submit(
              () -> {
                for (int i = next.getAndIncrement(); i < leads; i = next.getAndIncrement()) {
                  until(start + i * 1_000_000_000L / perSecond);
                  flood.acknowledged.add(one(fairlead, source, prefix + "-" + i));
                  flood.sent.incrementAndGet();
                }
                return null;
              }));
    }
    return flood;
  }

  /** How many have been acknowledged so far. */
  public int soFar() {
    return sent.get();
  }

  /** The ids of all leads, once every one of them has been acknowledged. */
  public List<String> leads() throws Exception {
    for (Future<?> sender : running) {
      sender.get();
    }
    return List.copyOf(acknowledged);
  }

  /**
   * Sends one lead until it is acknowledged; its id.
   *
   * @param external its id at the sender
   */
  public static String one(Installation fairlead, String source, String external) {
    Api api = fairlead.as("integration");
    Map<String, Object> lead =
        Map.of(
            "fullName",
            "Lead " + external,
            "email",
            external + "@example.com",
            "source",
            source,
            "externalId",
            external);
    String last = "nothing";
    for (int tries = 0; tries < MOST_TRIES; tries++) {
      try {
        Answer answer = api.with("Idempotency-Key", external).post("/api/intake/leads", lead);
        if (answer.status() < 300) {
          return answer.text("leadId");
        }
        if (answer.status() < 500 && answer.status() != 409) {
          throw new AssertionError("lead " + external + ": " + answer);
        }
        last = answer.toString();
      } catch (UncheckedIOException e) {
        last = e.toString();
      }
      until(System.nanoTime() + 100_000_000L);
    }
    throw new AssertionError("lead " + external + " was never taken: " + last);
  }

  private static void until(long nanoTime) {
    for (long left = nanoTime - System.nanoTime(); left > 0; left = nanoTime - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }

  @Override
  public void close() {
    senders.shutdownNow();
  }
}
