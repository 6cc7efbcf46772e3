package dev.fairlead.acceptance.bench;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.acceptance.Answer;
import dev.fairlead.acceptance.Api;
import dev.fairlead.acceptance.Installation;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The assignment engine: the pure decider on one core, measured by JMH in a process of its own
 * beside its yardstick; then decisions through Kafka and database, and a simulation over what they
 * left behind.
 */
final class AssignmentBenchmark implements Benchmark {

  private static final String CLASS = "dev.fairlead.assignment.bench.DeciderBenchmark.";
  private static final Duration LONGEST = Duration.ofMinutes(10);
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  @Override
  public String name() {
    return "assignment";
  }

  @Override
  public List<Figure> run(Installation fairlead, Duration duration) throws Exception {
    List<Figure> figures = new ArrayList<>();
    JsonNode usual = jmh(fairlead, "rules=50", "reps=1000", "");
    double decided = score(usual, "decision");
    figures.add(
        Figure.of("decision, 50 rules, 1,000 reps, one core", decided, "/s")
            .against(
                new Figure.Yardstick(
                    "all 50 CEL conditions one by one", score(usual, "everyConditionOneByOne")))
            .aimingAt("≥ 3 ×"));
    figures.add(
        Figure.of("  with learned best match", score(usual, "bestMatch"), "/s")
            .against(new Figure.Yardstick("without", decided))
            .aimingAt("≥ 0.5 ×"));
    figures.add(
        Figure.of("  in a simulation, pure part", score(usual, "simulatedLead"), "/s")
            .against(new Figure.Yardstick("the decision alone", decided))
            .aimingAt("≥ 0.5 ×"));
    JsonNode large = jmh(fairlead, "rules=500", "reps=10000", "decision");
    figures.add(
        Figure.of("  500 rules, 10,000 reps", score(large, "decision"), "/s")
            .against(new Figure.Yardstick("a tenth", decided / 10))
            .aimingAt("> 1 ×"));
    figures.addAll(pipeline(fairlead, duration, decided));
    return figures;
  }

  private static double score(JsonNode results, String benchmark) {
    for (JsonNode result : results) {
      if (result.path("benchmark").asText().equals(CLASS + benchmark)) {
        return result.path("primaryMetric").path("score").asDouble();
      }
    }
    throw new IllegalStateException("JMH has no result for " + benchmark);
  }

  private static JsonNode jmh(Installation fairlead, String rules, String reps, String benchmark)
      throws IOException, InterruptedException {
    Path service = fairlead.launcher().checkout().resolve("assignment-service/target");
    Path classPath = service.resolve("bench.classpath");
    if (!Files.isRegularFile(classPath)) {
      throw new IllegalStateException(classPath + " is missing; build assignment-service first");
    }
    Path answers = Files.createTempFile("decider", ".json");
    String libraries =
        String.join(
            File.pathSeparator,
            service.resolve("test-classes").toString(),
            service.resolve("classes").toString(),
            Files.readString(classPath).strip());
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                libraries,
                "org.openjdk.jmh.Main",
                CLASS + benchmark,
                "-p",
                rules,
                "-p",
                reps,
                "-rf",
                "json",
                "-rff",
                answers.toString())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    if (!process.waitFor(LONGEST.toSeconds(), TimeUnit.SECONDS) || process.exitValue() != 0) {
      process.destroy();
      throw new IllegalStateException("JMH did not come to an end");
    }
    try {
      return Api.JSON.readTree(answers.toFile());
    } finally {
      Files.delete(answers);
    }
  }

  private static List<Figure> pipeline(Installation fairlead, Duration duration, double decided)
      throws Exception {
    List<Figure> figures = new ArrayList<>();
    Load load = IntakeBenchmark.json(fairlead, fairlead.service("intake"));
    try (Scene scene = new Scene(fairlead);
        Arrivals received =
            new Arrivals(fairlead.kafka(), "lead.events", "dev.fairlead.lead.received.v1");
        Arrivals assigned =
            new Arrivals(
                fairlead.kafka(), "assignment.events", "dev.fairlead.assignment.assigned.v1")) {
      Load.Result flood = load.run(duration);
      if (!received.awaitAll(flood.sent().keySet(), PATIENCE)
          || !assigned.awaitAll(flood.sent().keySet(), PATIENCE)) {
        throw new IllegalStateException("some leads were not assigned");
      }
      figures.add(
          Figure.of("received → assigned, flood", rate(assigned, flood), "/s")
              .against(new Figure.Yardstick("received in Kafka", rate(received, flood))));
      figures.addAll(assigned.since(flood.sent()).figures("  POST → assigned in Kafka"));
      figures.add(simulation(fairlead, decided));
    }
    return figures;
  }

  private static double rate(Arrivals arrivals, Load.Result flood) {
    List<Long> at =
        flood.sent().keySet().stream().map(lead -> arrivals.nanos().get(lead)).sorted().toList();
    return at.size() / Math.max(1e-3, (at.getLast() - at.getFirst()) / 1e9);
  }

  private static Figure simulation(Installation fairlead, double decided)
      throws InterruptedException {
    Api admin = fairlead.as("admin");
    long begun = System.nanoTime();
    String id = admin.post("/api/assignment/simulations", Map.of()).expect(202).text("id");
    Answer state = admin.get("/api/assignment/simulations/" + id).ok();
    while (!state.text("status").equals("done")) {
      if (state.text("status").equals("failed") || System.nanoTime() - begun > PATIENCE.toNanos()) {
        throw new IllegalStateException("the simulation did not come to an end: " + state);
      }
      TimeUnit.MILLISECONDS.sleep(50);
      state = admin.get("/api/assignment/simulations/" + id).ok();
    }
    double seconds = (System.nanoTime() - begun) / 1e9;
    long leads = state.body().path("report").path("leads").asLong();
    return Figure.of("simulation of " + leads + " recorded leads", leads / seconds, "/s")
        .against(new Figure.Yardstick("the decision alone", decided))
        .aimingAt("≥ 0.5 × (100,000 leads)");
  }
}
