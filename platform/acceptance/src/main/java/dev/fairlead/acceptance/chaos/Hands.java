package dev.fairlead.acceptance.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.acceptance.Answer;
import dev.fairlead.acceptance.Installation;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** What senders and reps do, each thing noted as promised once it is answered well. */
final class Hands {

  private static final String OWNERSHIP = "/api/ownership/leads/";

  private final Installation fairlead;
  private final ChaosScene scene;
  private final Promises promises;
  private final Patient patient;

  Hands(Installation fairlead, ChaosScene scene, Promises promises, Patient patient) {
    this.fairlead = fairlead;
    this.scene = scene;
    this.promises = promises;
    this.patient = patient;
  }

  /**
   * Sends a lead; its id.
   *
   * @param draw 0 to 99: where it goes
   */
  String send(long number, int draw) throws InterruptedException {
    String where = draw < 60 ? "steady" : draw < 80 ? "quick" : "pool";
    return send(scene.source(where), Long.toString(number));
  }

  /** Sends a lead from a source; its id. */
  String send(String source, String number) throws InterruptedException {
    String external = source + "-" + number;
    Map<String, Object> lead =
        Map.of(
            "fullName",
            "Lead " + number,
            "email",
            external + "@example.com",
            "source",
            source,
            "externalId",
            external);
    Answer answer = patient.post(fairlead.as("integration"), "/api/intake/leads", external, lead);
    if (answer.status() >= 300) {
      patient.isStrange("/api/intake/leads", answer);
      throw new IllegalStateException("a lead was refused: " + answer.status());
    }
    String id = answer.text("leadId");
    promises.add(Deed.received(id));
    return id;
  }

  /** Does something to some lead, if there is one to do it to. */
  void work(long number, Random random) throws InterruptedException {
    String rep = anyOf(scene.reps(), random);
    String key = scene.poolId() + "-" + number;
    int draw = random.nextInt(100);
    if (draw < 25) {
      Optional<JsonNode> pooled =
          any(rep, "/api/pool/pools/" + scene.poolId() + "/leads?limit=50", random);
      if (pooled.isPresent()) {
        claim(rep, scene.poolId(), pooled.get().path("leadId").asText(), key);
      }
      return;
    }
    Optional<JsonNode> owned =
        any(rep, "/api/ownership/leads?owner=me&state=owned&limit=100", random);
    if (owned.isEmpty()) {
      return;
    }
    String lead = owned.get().path("leadId").asText();
    if (draw < 45) {
      accept(rep, lead, key);
    } else if (draw < 75) {
      log(rep, lead, key);
    } else if (draw < 88) {
      release(rep, scene.poolId(), lead, key);
    } else {
      transfer(rep, anyOf(scene.mates(rep), random), lead, key);
    }
  }

  private void accept(String rep, String lead, String key) throws InterruptedException {
    Answer answer = command(rep, lead, "/accept", key, Map.of());
    // what he took himself needs no acceptance: the answer is a yes that nothing comes of
    if (answer.text("cause").equals("assigned")) {
      done(answer, Deed.accepted(lead, rep, epoch(answer)));
    }
  }

  boolean log(String rep, String lead, String key) throws InterruptedException {
    // a little earlier, so that it is not in the future of a clock that is a little late
    Instant at = Instant.now().minusSeconds(1).truncatedTo(ChronoUnit.MILLIS);
    Answer answer =
        command(
            rep,
            lead,
            "/activities",
            key,
            Map.of("kind", "call", "outcome", "reached", "at", at.toString()));
    return done(answer, Deed.activity(lead, rep, at.toString()));
  }

  boolean release(String rep, String pool, String lead, String key) throws InterruptedException {
    Answer answer =
        command(rep, lead, "/release", key, Map.of("reason", "not for me", "pool", pool));
    return done(answer, Deed.released(lead, rep, epoch(answer)));
  }

  boolean claim(String rep, String pool, String lead, String key) throws InterruptedException {
    Answer answer =
        patient.post(
            fairlead.as(rep),
            "/api/pool/pools/%s/leads/%s/claim".formatted(pool, lead),
            key,
            Map.of());
    return done(answer, Deed.claimed(lead, rep, epoch(answer)));
  }

  private void transfer(String rep, String to, String lead, String key)
      throws InterruptedException {
    Answer answer =
        command(rep, lead, "/transfer", key, Map.of("to", to, "reason", "knows the customer"));
    done(answer, Deed.transferred(lead, rep, to, epoch(answer)));
  }

  private Answer command(String rep, String lead, String what, String key, Object body)
      throws InterruptedException {
    return patient.post(fairlead.as(rep), OWNERSHIP + lead + what, key, body);
  }

  private boolean done(Answer answer, Deed deed) {
    boolean well = answer.status() < 300;
    if (well) {
      promises.add(deed);
    }
    return well;
  }

  private static long epoch(Answer answer) {
    return answer.body().path("epoch").asLong(-1);
  }

  private Optional<JsonNode> any(String rep, String path, Random random) {
    JsonNode items = patient.get(fairlead.as(rep), path).body().path("items");
    return items.isEmpty()
        ? Optional.empty()
        : Optional.of(items.get(random.nextInt(items.size())));
  }

  private static <T> T anyOf(List<T> many, Random random) {
    return many.get(random.nextInt(many.size()));
  }
}
