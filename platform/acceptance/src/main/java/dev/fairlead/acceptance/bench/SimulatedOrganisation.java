package dev.fairlead.acceptance.bench;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.acceptance.Answer;
import dev.fairlead.acceptance.Api;
import dev.fairlead.acceptance.Installation;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Teams and reps that only a draft policy knows, as many and of the same kind as in the benchmark
 * of the pure decider, which is the yardstick. They are taken out of the roster again.
 */
final class SimulatedOrganisation implements AutoCloseable {

  static final int REGIONS = 10;
  static final int SEGMENTS = 3;

  private static final int AT_ONCE = 8;
  private static final String HOURS =
      "mon tue wed thu fri sat sun"
          .replaceAll("(\\w+) ?", "\"\"$1\"\":[[\"\"09:00\"\",\"\"18:00\"\"]],")
          .replaceAll("^(.*),$", "\"{$1}\"");

  private final Api admin;
  private final int rules;
  private final List<String> reps;

  SimulatedOrganisation(Installation fairlead, int rules, int reps) {
    this.admin = fairlead.as("admin");
    this.rules = rules;
    this.reps = IntStream.range(0, reps).mapToObj("bench-sim-rep-%04d"::formatted).toList();
    for (int i = 0; i < rules; i++) {
      admin.put("/api/assignment/teams/" + team(i), Map.of("name", team(i))).ok();
    }
    String lines = IntStream.range(0, reps).mapToObj(this::line).collect(Collectors.joining("\n"));
    String file =
        "id,name,teams,capacity,weight,skills,interests,status,timeZone,workingHours\n" + lines;
    Answer entered =
        admin.post(
            "/api/assignment/roster/import", "text/csv", file.getBytes(StandardCharsets.UTF_8));
    if (entered.ok().body().path("refused").asInt() > 0) {
      throw new IllegalStateException("some reps were refused");
    }
  }

  /** One rule for each team. */
  ObjectNode policy() {
    ObjectNode policy = Api.JSON.createObjectNode().put("name", "bench-simulation");
    ArrayNode list = policy.putArray("rules");
    for (int i = 0; i < rules; i++) {
      ObjectNode rule = list.addObject().put("id", "rule-" + i).put("when", condition(i));
      rule.putObject("assign")
          .put("team", team(i))
          .put("reps", "rep.skills[\"sales\"] >= 1")
          .put("strategy", "weighted");
      rule.putObject("otherwise").put("hold", true);
    }
    policy.putObject("fallback").put("hold", true);
    return policy;
  }

  @Override
  public void close() throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE)) {
      List<Future<Answer>> gone = new ArrayList<>();
      reps.forEach(
          rep -> gone.add(threads.submit(() -> admin.delete("/api/assignment/reps/" + rep))));
      for (Future<Answer> one : gone) {
        one.get();
      }
    }
    for (int i = 0; i < rules; i++) {
      admin.delete("/api/assignment/teams/" + team(i));
    }
  }

  private String line(int i) {
    return "%s,%s,%s,1000000,%d,sales:%d,crm,active,Asia/Shanghai,%s"
        .formatted(reps.get(i), reps.get(i), team(i % rules), 1 + i % 3, i % 4, HOURS);
  }

  private static String team(int i) {
    return "bench-sim-" + i;
  }

  private static String condition(int i) {
    return """
    lead.region == "bench-region-%d" && lead.industry == "bench-industry-%d" \
    && lead.segment == "bench-segment-%d\"\
    """
        .formatted(i % REGIONS, i / REGIONS, i % SEGMENTS);
  }
}
