package dev.fairlead.acceptance.bench;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.acceptance.Api;
import dev.fairlead.acceptance.Installation;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** The assignment engine's own benchmarks, run by JMH in a process of their own, on one core. */
record Jmh(Installation fairlead) {

  private static final String CLASS = "dev.fairlead.assignment.bench.DeciderBenchmark.";
  private static final Duration LONGEST = Duration.ofMinutes(10);

  /**
   * Runs some of them.
   *
   * @param benchmark the name of one; empty for all
   */
  JsonNode run(int rules, int reps, String benchmark) throws IOException, InterruptedException {
    Path answers = Files.createTempFile("decider", ".json");
    try {
      Process process =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-cp",
                  classPath(),
                  "org.openjdk.jmh.Main",
                  CLASS + (benchmark.isEmpty() ? "" : benchmark + "$"),
                  "-p",
                  "rules=" + rules,
                  "-p",
                  "reps=" + reps,
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
      return Api.JSON.readTree(answers.toFile());
    } finally {
      Files.delete(answers);
    }
  }

  /** Runs one of them; operations a second. */
  double score(int rules, int reps, String benchmark) throws IOException, InterruptedException {
    return score(run(rules, reps, benchmark), benchmark);
  }

  /** Operations a second, out of an answer. */
  static double score(JsonNode results, String benchmark) {
    for (JsonNode result : results) {
      if (result.path("benchmark").asText().equals(CLASS + benchmark)) {
        return result.path("primaryMetric").path("score").asDouble();
      }
    }
    throw new IllegalStateException("JMH has no result for " + benchmark);
  }

  private String classPath() throws IOException {
    Path service = fairlead.launcher().checkout().resolve("assignment-service/target");
    Path libraries = service.resolve("bench.classpath");
    if (!Files.isRegularFile(libraries)) {
      throw new IllegalStateException(libraries + " is missing; build assignment-service first");
    }
    return String.join(
        File.pathSeparator,
        service.resolve("test-classes").toString(),
        service.resolve("classes").toString(),
        Files.readString(libraries).strip());
  }
}
