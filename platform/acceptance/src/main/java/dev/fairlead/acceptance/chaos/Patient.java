package dev.fairlead.acceptance.chaos;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.fairlead.acceptance.Answer;
import dev.fairlead.acceptance.Api;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A client that behaves: it sends a command again, under the same {@code Idempotency-Key}, until it
 * is answered for good. What ends it for good and should not be answered at all is kept as strange.
 */
final class Patient {

  private static final Duration PATIENCE = Duration.ofMinutes(4);
  private static final Duration ONE_TRY = Duration.ofSeconds(10);
  private static final Duration PAUSE = Duration.ofMillis(250);

  /** The state has changed meanwhile, or the lead is somebody else's: that is life. */
  private static final Set<Integer> REFUSALS = Set.of(403, 404, 409);

  private final Map<String, Long> strange = new ConcurrentSkipListMap<>();
  private final Set<String> unanswered = ConcurrentHashMap.newKeySet();
  private final AtomicLong again = new AtomicLong();

  /**
   * Sends a command until it is answered for good; the last answer.
   *
   * @param key of the command, which nothing else must have
   * @throws IllegalStateException when it never was
   */
  Answer post(Api api, String path, String key, Object body) throws InterruptedException {
    return send(api, path, key, body);
  }

  /** Asks once: whoever gets no answer just does not know. */
  Answer get(Api api, String path) {
    return api.send(api.request(path).timeout(ONE_TRY).GET());
  }

  /** Answers that should never be given, with how often they were. */
  Map<String, Long> strange() {
    return strange;
  }

  /** Notes an answer that should never be given. */
  void isStrange(String path, Answer answer) {
    strange.merge(
        "%d %s %s".formatted(answer.status(), answer.text("code"), general(path)), 1L, Long::sum);
  }

  /** Commands that were never answered for good. */
  Set<String> unanswered() {
    return unanswered;
  }

  /** How often something had to be sent again. */
  long again() {
    return again.get();
  }

  private Answer send(Api api, String path, String key, Object body) throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    String last = "no answer";
    while (System.nanoTime() < deadline) {
      try {
        Answer answer = api.send(request(api, path, key, body));
        if (isFinal(path, answer)) {
          return answer;
        }
        last = answer.toString();
      } catch (UncheckedIOException e) {
        last = e.getCause() == null ? e.toString() : e.getCause().toString();
      }
      again.incrementAndGet();
      Thread.sleep(PAUSE);
    }
    unanswered.add(path);
    throw new IllegalStateException(path + " was never answered for good: " + last);
  }

  private boolean isFinal(String path, Answer answer) {
    int status = answer.status();
    if (status < 300) {
      return true;
    }
    String code = answer.text("code");
    if (status == 500 || status >= 400 && status < 500 && status != 401 && !refusal(status)) {
      isStrange(path, answer);
    }
    return status < 500 && status != 401 && !code.equals("idempotency.in-progress");
  }

  private static boolean refusal(int status) {
    return REFUSALS.contains(status);
  }

  private static HttpRequest.Builder request(Api api, String path, String key, Object body) {
    HttpRequest.Builder request =
        api.request(path)
            .timeout(ONE_TRY)
            .header("Idempotency-Key", key)
            .header("Content-Type", "application/json");
    try {
      return request.POST(BodyPublishers.ofString(Api.JSON.writeValueAsString(body)));
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The path without ids. */
  private static String general(String path) {
    return path.replaceAll("[0-9a-f]{8}-[0-9a-f-]{27}", "…");
  }
}
