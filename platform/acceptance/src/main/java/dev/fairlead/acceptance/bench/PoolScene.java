package dev.fairlead.acceptance.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.acceptance.Answer;
import dev.fairlead.acceptance.Api;
import dev.fairlead.acceptance.Installation;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * A pool that 200 reps may claim from without limits, and a rule that sends leads straight into it.
 * The policy that was active before is active again afterwards; pool, reps and leads stay.
 */
final class PoolScene implements AutoCloseable {

  static final String POOL = "bench-pool";

  private static final String SOURCE = "bench-pool";
  private static final String TEAM = "bench-claimers";
  private static final String NOBODY = "bench-nobody";
  private static final int REPS = 200;
  private static final int BATCH = 1_000;
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private static final String RULE =
      """
      {"id": "bench-pool", "name": "Pool benchmark", "when": "lead.source == \\"%s\\"",
       "assign": {"team": "%s"}, "otherwise": {"pool": "%s"}}
      """
          .formatted(SOURCE, NOBODY, POOL);

  private final Installation fairlead;
  private final Api admin;
  private final List<String> reps =
      IntStream.rangeClosed(1, REPS).mapToObj("bench-claimer-%03d"::formatted).toList();
  private final String policyBefore;

  PoolScene(Installation fairlead) throws IOException, InterruptedException {
    this.fairlead = fairlead;
    this.admin = fairlead.as("admin");
    admin.put("/api/assignment/teams/" + TEAM, Map.of("name", "Claimers")).ok();
    admin.put("/api/assignment/teams/" + NOBODY, Map.of("name", "Nobody")).ok();
    for (String rep : reps) {
      admin
          .put(
              "/api/assignment/reps/" + rep,
              Map.of("name", rep, "teams", List.of(TEAM), "timeZone", "UTC", "status", "active"))
          .ok();
    }
    admin
        .put(
            "/api/pool/pools/" + POOL,
            Map.of(
                "name",
                "Benchmark",
                "when",
                "lead.source == \"" + SOURCE + "\"",
                "members",
                Map.of("teams", List.of(TEAM)),
                "mode",
                "claimable",
                "claim",
                Map.of()))
        .ok();
    fairlead.tokens(reps);
    awaitKnown();
    Answer active = admin.get("/api/assignment/policies/active");
    this.policyBefore = active.text("version");
    activate(
        admin
            .post("/api/assignment/policies", policy(active.body().path("document")))
            .ok()
            .text("version"));
  }

  /** The reps, ready to claim through the front door. */
  ClaimStorm storm() {
    Map<String, String> tokens = new LinkedHashMap<>();
    reps.forEach(rep -> tokens.put(rep, fairlead.token(rep)));
    return new ClaimStorm(fairlead.front(), POOL, tokens);
  }

  /** So many fresh leads, in the pool. */
  List<String> pooled(int count) throws InterruptedException {
    List<String> leads = new ArrayList<>();
    try (Arrivals pooled =
        new Arrivals(fairlead.kafka(), "pool.events", "dev.fairlead.pool.pooled.v1")) {
      for (int sent = 0; sent < count; sent += BATCH) {
        leads.addAll(send(Math.min(BATCH, count - sent)));
      }
      if (!pooled.awaitAll(Set.copyOf(leads), PATIENCE)) {
        throw new IllegalStateException("some leads did not come into the pool");
      }
    }
    return leads;
  }

  @Override
  public void close() {
    if (!policyBefore.isEmpty()) {
      activate(policyBefore);
    }
  }

  private List<String> send(int count) {
    List<Map<String, Object>> batch = new ArrayList<>();
    long first = System.nanoTime();
    for (int i = 0; i < count; i++) {
      batch.add(
          Map.of(
              "fullName",
              "Bench",
              "email",
              "bench-" + first + "-" + i + "@example.com",
              "source",
              SOURCE));
    }
    List<String> leads = new ArrayList<>();
    JsonNode items =
        fairlead.as("integration").post("/api/intake/leads:batch", batch).ok().body().path("items");
    items.forEach(item -> leads.add(item.path("leadId").asText()));
    return leads;
  }

  /** Returns when the pool's service knows the last of the reps. */
  private void awaitKnown() throws InterruptedException {
    Api last = fairlead.as(reps.getLast());
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (last.get("/api/pool/pools/" + POOL + "/leads").status() != 200) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException("the pool's service does not know the reps");
      }
      Thread.sleep(50);
    }
  }

  private void activate(String version) {
    admin.post("/api/assignment/policies/" + version + "/activate").ok();
  }

  private static ObjectNode policy(JsonNode active) throws IOException {
    ObjectNode policy =
        active.isObject() ? active.deepCopy() : Api.JSON.createObjectNode().put("name", "bench");
    ArrayNode rules = Api.JSON.createArrayNode().add(Api.JSON.readTree(RULE));
    policy.path("rules").forEach(rules::add);
    policy.set("rules", rules);
    if (!policy.has("fallback")) {
      policy.putObject("fallback").put("hold", true);
    }
    return policy;
  }
}
