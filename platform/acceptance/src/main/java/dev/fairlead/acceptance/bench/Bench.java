package dev.fairlead.acceptance.bench;

import dev.fairlead.acceptance.Installation;
import dev.fairlead.acceptance.Launcher;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** {@code ./fairlead bench [NAME]}: runs one benchmark or all, against a running installation. */
public final class Bench {

  private static final List<Benchmark> ALL =
      List.of(
          new IntakeBenchmark(),
          new WayBenchmark(),
          new LatencyBenchmark(),
          new NotifyBenchmark(),
          new AssignmentBenchmark(),
          new PoolBenchmark(),
          new TimersBenchmark(),
          new FaultsBenchmark());

  private Bench() {}

  /**
   * Runs.
   *
   * @param args names of benchmarks, none for all; {@code --seconds N} for each measured phase
   */
  public static void main(String[] args) throws Exception {
    List<String> names = new ArrayList<>(List.of(args));
    Duration duration = Duration.ofSeconds(seconds(names));
    List<Benchmark> chosen =
        ALL.stream().filter(b -> names.isEmpty() || names.contains(b.name())).toList();
    if (chosen.size() < Math.max(1, names.size())) {
      end("there is " + known() + ", and nothing else to measure.");
    }
    Path checkout = Launcher.here();
    Path home = Path.of(System.getenv().getOrDefault("FAIRLEAD_HOME", checkout + "/.fairlead"));
    Launcher launcher = Launcher.of(checkout, home);
    if (launcher.run("status").status() != 0) {
      end("needs an installation that runs and is ready. Start it with ./fairlead up --detach");
    }
    Installation fairlead = new Installation(launcher, home);
    for (Benchmark benchmark : chosen) {
      System.err.println("Measuring " + benchmark.name() + " …");
      Report report =
          new Report(benchmark.name(), Instant.now(), benchmark.run(fairlead, duration));
      report.print(System.out);
      System.err.println("Written to " + report.write(home.resolve("bench")));
    }
    System.exit(0);
  }

  /** Takes the option out of the words. */
  private static int seconds(List<String> words) {
    int at = words.indexOf("--seconds");
    if (at < 0) {
      return 10;
    }
    words.remove(at);
    try {
      return Math.max(1, Integer.parseInt(words.remove(at)));
    } catch (IndexOutOfBoundsException | NumberFormatException e) {
      end("--seconds needs a whole number.");
      return 0;
    }
  }

  private static String known() {
    return ALL.stream().map(Benchmark::name).collect(Collectors.joining(", "));
  }

  private static void end(String why) {
    System.err.println("fairlead bench: " + why);
    System.exit(1);
  }
}
