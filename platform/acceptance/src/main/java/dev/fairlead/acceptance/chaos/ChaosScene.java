package dev.fairlead.acceptance.chaos;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.acceptance.Answer;
import dev.fairlead.acceptance.Api;
import dev.fairlead.acceptance.Installation;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Where the leads go while things break: one team that keeps them, one whose offers and protections
 * end within a minute or two, and a pool that both may claim from. Two more reps with a pool of
 * their own send a lead round and round. The policy that was active before is active again
 * afterwards; teams, reps, pools and leads stay.
 */
final class ChaosScene implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private static final String POLICY =
      """
      {"name": "%1$s", "existingOwner": "rotate", "fallback": {"pool": "%1$s"}, "rules": [
        {"id": "%1$s-steady", "when": "lead.source == \\"%1$s-steady\\"",
         "assign": {"team": "%1$s-steady", "strategy": "round-robin"},
         "protect": {"initial": "P1D", "extend": "P1D", "max": "P2D", "days": "calendar"}},
        {"id": "%1$s-quick", "when": "lead.source == \\"%1$s-quick\\"",
         "assign": {"team": "%1$s-quick", "strategy": "round-robin"},
         "protect": {"initial": "PT1M", "extend": "PT30S", "max": "PT3M", "accept": "PT20S",
                     "days": "calendar"}},
        {"id": "%1$s-circle", "when": "lead.source == \\"%1$s-circle\\"",
         "assign": {"team": "%1$s-circle", "strategy": "round-robin"},
         "protect": {"initial": "P1D", "extend": "P1D", "max": "P2D", "days": "calendar"}},
        {"id": "%1$s-pool", "when": "lead.source == \\"%1$s-pool\\"",
         "assign": {"team": "%1$s-nobody"}, "otherwise": {"pool": "%1$s"}}]}
      """;

  private final Installation fairlead;
  private final Api admin;
  private final String id;
  private final List<String> steady;
  private final List<String> quick;
  private final List<String> circle;
  private final String policyBefore;

  /**
   * Makes everything.
   *
   * @param id from which all names are made; nobody else has it
   */
  ChaosScene(Installation fairlead, String id) throws IOException, InterruptedException {
    this.fairlead = fairlead;
    this.admin = fairlead.as("admin");
    this.id = id;
    this.steady = Stream.of("anna", "bert", "cleo", "dora").map(n -> id + "-" + n).toList();
    this.quick = Stream.of("eric", "fern", "gabi").map(n -> id + "-" + n).toList();
    this.circle = Stream.of("hans", "inge").map(n -> id + "-" + n).toList();
    team("steady", steady);
    team("quick", quick);
    team("circle", circle);
    team("nobody", List.of());
    pool(id, reps());
    pool(circlePool(), circle);
    fairlead.tokens(Stream.concat(reps().stream(), circle.stream()).toList());
    awaitKnown(id, reps());
    awaitKnown(circlePool(), circle);
    policyBefore = admin.get("/api/assignment/policies/active").text("version");
    ObjectNode policy = (ObjectNode) Api.JSON.readTree(POLICY.formatted(id));
    activate(admin.post("/api/assignment/policies", policy).ok().text("version"));
  }

  /** The source of leads that go to the team {@code steady} or {@code quick}, or to the pool. */
  String source(String where) {
    return id + "-" + where;
  }

  /** The pool. */
  String poolId() {
    return id;
  }

  /** The pool of the two who send a lead round. */
  String circlePool() {
    return id + "-circle";
  }

  /** Those who keep what they get. */
  List<String> steady() {
    return steady;
  }

  /** Everybody with a share in the load. */
  List<String> reps() {
    return Stream.concat(steady.stream(), quick.stream()).toList();
  }

  /** The colleagues of a rep in his team, without himself. */
  List<String> mates(String rep) {
    return Stream.of(steady, quick, circle)
        .filter(team -> team.contains(rep))
        .flatMap(List::stream)
        .filter(mate -> !mate.equals(rep))
        .toList();
  }

  @Override
  public void close() {
    if (!policyBefore.isEmpty()) {
      activate(policyBefore);
    }
  }

  private void team(String name, List<String> members) {
    String team = id + "-" + name;
    admin.put("/api/assignment/teams/" + team, Map.of("name", team)).ok();
    for (String rep : members) {
      admin
          .put(
              "/api/assignment/reps/" + rep,
              Map.of("name", rep, "teams", List.of(team), "timeZone", "UTC", "status", "active"))
          .ok();
    }
  }

  private void pool(String pool, List<String> members) {
    admin
        .put(
            "/api/pool/pools/" + pool,
            Map.of(
                "name",
                pool,
                "when",
                "lead.source == \"%1$s-steady\" || lead.source == \"%1$s-quick\"".formatted(pool),
                "members",
                Map.of("reps", members),
                "mode",
                "claimable",
                "claim",
                Map.of()))
        .ok();
  }

  /** Returns when pool-service knows all of the reps. */
  private void awaitKnown(String pool, List<String> members) throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    for (String rep : members) {
      Answer last = fairlead.as(rep).get("/api/pool/pools/" + pool + "/leads");
      while (last.status() != 200) {
        if (System.nanoTime() > deadline) {
          throw new IllegalStateException("pool-service does not know " + rep + ": " + last);
        }
        Thread.sleep(50);
        last = fairlead.as(rep).get("/api/pool/pools/" + pool + "/leads");
      }
    }
  }

  private void activate(String version) {
    admin.post("/api/assignment/policies/" + version + "/activate").ok();
  }
}
