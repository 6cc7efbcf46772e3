package dev.fairlead.acceptance.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.acceptance.Answer;
import dev.fairlead.acceptance.Installation;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;

/**
 * A fresh lead that goes the whole way: sent, decided, granted, told, worked on, given back,
 * pooled, claimed by another, granted again. When it arrives, everything works.
 */
final class Circle {

  private static final Duration PAUSE = Duration.ofMillis(100);

  private final Installation fairlead;
  private final ChaosScene scene;
  private final Patient patient;
  private final Hands hands;
  private final AtomicLong turns = new AtomicLong();

  Circle(Installation fairlead, ChaosScene scene, Patient patient, Hands hands) {
    this.fairlead = fairlead;
    this.scene = scene;
    this.patient = patient;
    this.hands = hands;
  }

  /**
   * Goes round once.
   *
   * @return how long it took
   * @throws IllegalStateException saying where it got stuck
   */
  Duration turn(Duration patience) throws InterruptedException {
    long begun = System.nanoTime();
    long deadline = begun + patience.toNanos();
    String key = scene.poolId() + "-turn-" + turns.incrementAndGet();
    String lead = hands.send(scene.source("circle"), key);
    String path = "/api/ownership/leads/" + lead;
    JsonNode granted =
        await("admin", path, "granted", deadline, body -> !body.path("owner").isMissingNode());
    String owner = granted.path("owner").asText();
    await(owner, "/api/notification/inbox?limit=100", "told", deadline, has(lead));
    require(hands.log(owner, lead, key + "-log"), "worked on", lead);
    require(hands.release(owner, scene.circlePool(), lead, key + "-release"), "given back", lead);
    String other = scene.mates(owner).getFirst();
    String list = "/api/pool/pools/" + scene.circlePool() + "/leads?limit=100";
    await(other, list, "pooled", deadline, has(lead));
    require(hands.claim(other, scene.circlePool(), lead, key + "-claim"), "claimed", lead);
    await("admin", path, "granted again", deadline, body -> is(body, "owner", other));
    return Duration.ofNanos(System.nanoTime() - begun);
  }

  private JsonNode await(
      String user, String path, String what, long deadline, Predicate<JsonNode> so)
      throws InterruptedException {
    String last = "no answer";
    while (System.nanoTime() < deadline) {
      try {
        Answer answer = patient.get(fairlead.as(user), path);
        if (answer.status() == 200 && so.test(answer.body())) {
          return answer.body();
        }
        last = Integer.toString(answer.status());
      } catch (UncheckedIOException e) {
        last = e.getMessage() == null ? e.toString() : e.getMessage();
      }
      Thread.sleep(PAUSE);
    }
    throw new IllegalStateException(
        "a fresh lead was not %s: %s answers %s".formatted(what, path, last));
  }

  private static void require(boolean done, String what, String lead) {
    if (!done) {
      throw new IllegalStateException("a fresh lead could not be " + what + ": " + lead);
    }
  }

  private static Predicate<JsonNode> has(String lead) {
    return body -> {
      for (JsonNode item : body.path("items")) {
        if (is(item, "leadId", lead)) {
          return true;
        }
      }
      return false;
    };
  }

  private static boolean is(JsonNode body, String field, String value) {
    return body.path(field).asText("").equals(value);
  }
}
