package dev.fairlead.acceptance.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.acceptance.Answer;
import dev.fairlead.acceptance.Api;
import dev.fairlead.acceptance.Installation;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * Where the benchmarks' leads go: a team without limits, so that a full sample organisation does
 * not become what is measured. Its rule stands above those of the active policy, which is active
 * again afterwards. The leads stay.
 */
final class Scene implements AutoCloseable {

  static final String TEAM = "bench";
  static final List<String> REPS = List.of("bench-1", "bench-2", "bench-3", "bench-4");
  static final String FORM = "/in/form/bench";
  static final String LEADS = "/api/intake/leads";

  private static final String RULE =
      """
      {"id": "bench", "name": "Benchmark", "when": "lead.source == \\"%s\\"",
       "assign": {"team": "%s", "strategy": "round-robin"},
       "protect": {"initial": "P3650D", "extend": "P1D", "max": "P3650D", "days": "calendar"},
       "otherwise": {"hold": true}}
      """
          .formatted(BenchLeads.SOURCE, TEAM);

  private final Api admin;
  private final String policyBefore;

  Scene(Installation fairlead) throws IOException {
    this.admin = fairlead.as("admin");
    admin.put("/api/assignment/teams/" + TEAM, Map.of("name", "Benchmark")).ok();
    for (String rep : REPS) {
      admin
          .put(
              "/api/assignment/reps/" + rep,
              Map.of("name", rep, "teams", List.of(TEAM), "timeZone", "UTC", "status", "active"))
          .ok();
    }
    admin.put("/api/intake/connectors" + FORM.substring("/in".length()), Map.of()).ok();
    Answer active = admin.get("/api/assignment/policies/active");
    this.policyBefore = active.text("version");
    Answer made = admin.post("/api/assignment/policies", policy(active.body().path("document")));
    activate(made.ok().text("version"));
  }

  @Override
  public void close() {
    if (!policyBefore.isEmpty()) {
      activate(policyBefore);
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
    // else a company's next leads would all go to whoever got its first
    policy.put("existingOwner", "rotate");
    if (!policy.has("fallback")) {
      policy.putObject("fallback").put("hold", true);
    }
    return policy;
  }
}
