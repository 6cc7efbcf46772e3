package dev.fairlead.acceptance.bench;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.acceptance.Api;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * Posts over a number of connections, each waiting for its answer before it posts again.
 *
 * @param connections how many
 * @param perSecond of all together; 0 for as many as they can
 */
record Load(
    URI base,
    String path,
    Map<String, String> headers,
    Supplier<byte[]> bodies,
    int connections,
    double perSecond) {

  /**
   * What came of it.
   *
   * @param sent when each acknowledged lead was due to be sent, by {@link System#nanoTime}
   * @param answers from then to the answer
   * @param refused requests that got another answer than a success
   * @param seconds from the first request to the last answer
   * @param lastAnswer when that was
   */
  record Result(
      Map<String, Long> sent, Latencies answers, long refused, double seconds, long lastAnswer) {

    double rate() {
      return sent.size() / seconds;
    }
  }

  private static final int SUCCESS = 200;
  private static final int REDIRECTION = 300;

  Load paced(double rate) {
    return new Load(base, path, headers, bodies, connections, rate);
  }

  Result run(Duration duration) throws InterruptedException {
    Run run = new Run(System.nanoTime(), System.nanoTime() + duration.toNanos());
    List<Future<?>> posting = new ArrayList<>();
    try (ExecutorService each = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < connections; i++) {
        posting.add(each.submit(() -> post(run)));
      }
    }
    for (Future<?> one : posting) {
      try {
        one.get();
      } catch (ExecutionException e) {
        throw new IllegalStateException("the load broke off: " + e.getCause(), e);
      }
    }
    long last = System.nanoTime();
    return new Result(run.sent, run.answers, run.refused.get(), (last - run.start) / 1e9, last);
  }

  private static final class Run {
    private final long start;
    private final long end;
    private final AtomicLong tickets = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private final Map<String, Long> sent = new ConcurrentHashMap<>();
    private final Latencies answers = new Latencies();

    Run(long start, long end) {
      this.start = start;
      this.end = end;
    }
  }

  private void post(Run run) {
    try (HttpConnection connection = new HttpConnection(base, headers)) {
      for (long due = due(run); due < run.end; due = due(run)) {
        awaitTime(due);
        HttpConnection.Response response = connection.post(path, bodies.get());
        if (response.status() >= SUCCESS && response.status() < REDIRECTION) {
          run.answers.add(System.nanoTime() - due);
          run.sent.put(leadId(response.body()), due);
        } else {
          run.refused.incrementAndGet();
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** With a rate, when it is this request's turn: one that is late counts from when it was due. */
  private long due(Run run) {
    return perSecond <= 0
        ? System.nanoTime()
        : run.start + (long) (run.tickets.getAndIncrement() * 1e9 / perSecond);
  }

  private static void awaitTime(long nanoTime) {
    for (long left = nanoTime - System.nanoTime(); left > 0; left = nanoTime - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }

  private static String leadId(byte[] body) throws IOException {
    JsonNode json = Api.JSON.readTree(body);
    return json.path("leadId").asText();
  }
}
