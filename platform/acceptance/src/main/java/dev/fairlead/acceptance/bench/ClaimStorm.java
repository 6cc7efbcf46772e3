package dev.fairlead.acceptance.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Many reps who claim from one pool, each on a connection of his own.
 *
 * @param tokens by rep
 */
record ClaimStorm(URI base, String pool, Map<String, String> tokens) {

  private static final int TAKEN = 200;
  private static final byte[] NOTHING = {};

  /**
   * What came of it.
   *
   * @param won the leads that somebody has
   * @param doubled how many of them two reps were told they had
   * @param attempts claims that were answered, whatever the answer
   */
  record Result(Set<String> won, long doubled, long attempts, double seconds, Latencies answers) {
    double rate() {
      return attempts / seconds;
    }
  }

  private interface Reaching {
    void run(HttpConnection connection, Random random) throws Exception;
  }

  private static final class Score {
    private final Set<String> won = ConcurrentHashMap.newKeySet();
    private final AtomicLong doubled = new AtomicLong();
    private final AtomicLong attempts = new AtomicLong();
    private final Latencies answers = new Latencies();
  }

  /** Every rep claims each of the leads, all at once. */
  Result eachByAll(List<String> leads) throws InterruptedException {
    Score score = new Score();
    CyclicBarrier together = new CyclicBarrier(tokens.size());
    return run(
        score,
        (connection, random) -> {
          for (String lead : leads) {
            together.await();
            claim(connection, lead, score);
          }
        });
  }

  /** Each rep claims, in an order of his own, what he does not know to be gone, until all is. */
  Result empty(List<String> leads) throws InterruptedException {
    Score score = new Score();
    return run(
        score,
        (connection, random) -> {
          List<String> order = new ArrayList<>(leads);
          Collections.shuffle(order, random);
          for (String lead : order) {
            if (score.won.size() == leads.size()) {
              return;
            }
            // his list was refreshed meanwhile, now and then
            if (!score.won.contains(lead) || random.nextInt(20) == 0) {
              claim(connection, lead, score);
            }
          }
        });
  }

  private void claim(HttpConnection connection, String lead, Score score) throws IOException {
    long begun = System.nanoTime();
    String path = "/api/pool/pools/" + pool + "/leads/" + lead + "/claim";
    HttpConnection.Response response = connection.post(path, NOTHING);
    score.answers.add(System.nanoTime() - begun);
    score.attempts.incrementAndGet();
    if (response.status() == TAKEN && !score.won.add(lead)) {
      score.doubled.incrementAndGet();
    }
  }

  private Result run(Score score, Reaching reaching) throws InterruptedException {
    List<Future<?>> reps = new ArrayList<>();
    long begun = System.nanoTime();
    try (ExecutorService each = Executors.newVirtualThreadPerTaskExecutor()) {
      tokens.forEach(
          (rep, token) ->
              reps.add(
                  each.submit(
                      () -> {
                        Map<String, String> headers = Map.of("Authorization", "Bearer " + token);
                        try (HttpConnection connection = new HttpConnection(base, headers)) {
                          reaching.run(connection, new Random(rep.hashCode()));
                        } catch (IOException e) {
                          throw new UncheckedIOException(e);
                        } catch (BrokenBarrierException e) {
                          throw new IllegalStateException("another rep gave up", e);
                        }
                        return null;
                      })));
    }
    double seconds = (System.nanoTime() - begun) / 1e9;
    for (Future<?> rep : reps) {
      try {
        rep.get();
      } catch (ExecutionException e) {
        throw new IllegalStateException("the storm broke off: " + e.getCause(), e);
      }
    }
    return new Result(score.won, score.doubled.get(), score.attempts.get(), seconds, score.answers);
  }
}
