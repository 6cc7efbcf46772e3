package dev.fairlead.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Teams, reps, pools and a policy of one test, with ids that nobody else has. Closing it makes the
 * policy active again that was before.
 */
final class Organisation implements AutoCloseable {

  private final Installation fairlead;
  private final Api admin;
  private final String suffix = Long.toString(System.nanoTime(), Character.MAX_RADIX);
  private final Optional<String> policyBefore;

  private Organisation(Installation fairlead) {
    this.fairlead = fairlead;
    this.admin = fairlead.as("admin");
    Answer active = admin.get("/api/assignment/policies/active");
    this.policyBefore =
        active.status() == 200 ? Optional.of(active.text("version")) : Optional.empty();
  }

  static Organisation in(Installation fairlead) {
    return new Organisation(fairlead);
  }

  /** An id of this organisation. */
  String id(String name) {
    return name + "-" + suffix;
  }

  /** A team, managed by {@code manager}; its id. */
  String team(String name) {
    String id = id(name);
    admin
        .put("/api/assignment/teams/" + id, Map.of("name", name, "managers", List.of("manager")))
        .ok();
    return id;
  }

  /** A rep who is always on duty; his id. */
  String rep(String name, String team) {
    return rep(name, team, Map.of());
  }

  /** A rep who is always on duty, with more fields; his id. */
  String rep(String name, String team, Map<String, Object> more) {
    String id = id(name);
    Map<String, Object> document = new HashMap<>(more);
    document.put("name", name);
    document.put("teams", List.of(team));
    document.put("capacity", 100_000);
    document.put("weight", 1);
    document.put("timeZone", "Asia/Shanghai");
    document.put("status", "active");
    document.put("email", id + "@example.com");
    admin.put("/api/assignment/reps/" + id, document).ok();
    return id;
  }

  /** A claimable pool; its id. */
  String pool(String name, List<String> reps, Map<String, Object> claim) {
    String id = id(name);
    admin
        .put(
            "/api/pool/pools/" + id,
            Map.of(
                "name",
                name,
                "when",
                "lead.source == \"" + id + "\"",
                "members",
                Map.of("reps", reps),
                "mode",
                "claimable",
                "claim",
                claim))
        .ok();
    return id;
  }

  /** A connector of the kind {@code form}; its path. */
  String form(String name) {
    admin.put("/api/intake/connectors/form/" + id(name), Map.of("enabled", true)).ok();
    return "/in/form/" + id(name);
  }

  /** A policy of these rules (JSON), falling back to the pool {@code public}; active at once. */
  void policy(String... rules) {
    String document =
        """
        {"name": "%s", "rules": [%s], "fallback": {"pool": "public"}, "existingOwner": "keep"}
        """
            .formatted(id("policy"), Arrays.stream(rules).collect(Collectors.joining(",")));
    Answer sent = admin.post("/api/assignment/policies", document).ok();
    activate(sent.text("version"));
  }

  /** Returns when the pool's service knows these reps. */
  void awaitKnown(String pool, List<String> reps) {
    fairlead.tokens(reps);
    for (String rep : reps) {
      await()
          .untilAsserted(
              () ->
                  assertThat(fairlead.as(rep).get("/api/pool/pools/" + pool + "/leads").status())
                      .isEqualTo(200));
    }
  }

  @Override
  public void close() {
    policyBefore.ifPresent(this::activate);
  }

  private void activate(String version) {
    admin.post("/api/assignment/policies/" + version + "/activate").ok();
  }
}
