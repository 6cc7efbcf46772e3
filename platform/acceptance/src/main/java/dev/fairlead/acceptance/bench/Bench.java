package dev.fairlead.acceptance.bench;

import dev.fairlead.acceptance.Installation;
import dev.fairlead.acceptance.Launcher;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** {@code ./fairlead bench [NAME…]}: measures a running installation. */
public final class Bench {

  private static final List<Benchmark> ALL =
      List.of(
          new IntakeBenchmark(),
          new WayBenchmark(),
          new LatencyBenchmark(),
          new NotifyBenchmark(),
          new CommitBenchmark(),
          new AssignmentBenchmark(),
          new SimulationBenchmark(),
          new PoolBenchmark(),
          new TimersBenchmark(),
          new StartBenchmark(),
          new MemoryBenchmark(),
          new FaultsBenchmark(),
          new GrowthBenchmark(),
          new EngineGrowthBenchmark());

  private static final Duration LONGEST_TIDYING = Duration.ofMinutes(1);

  private Bench() {}

  /**
   * Runs.
   *
   * @param args names of benchmarks, none for the usual ones; {@code --seconds N} for each measured
   *     phase; {@code --warm-up N} seconds before the first; {@code --markdown} only shows what was
   *     measured last
   */
  public static void main(String[] args) throws Exception {
    Options options = options(args);
    List<Benchmark> chosen = ALL.stream().filter(b -> isChosen(b, options.names())).toList();
    if (options.names().stream().anyMatch(name -> ALL.stream().noneMatch(b -> is(b, name)))) {
      end("there is " + known() + ", and nothing else to measure.");
    }
    Path checkout = Launcher.here();
    Path home = Path.of(System.getenv().getOrDefault("FAIRLEAD_HOME", checkout + "/.fairlead"));
    AllReports reports =
        new AllReports(home.resolve("bench"), ALL.stream().map(Benchmark::name).toList());
    if (options.markdown()) {
      reports.printMarkdown(System.out);
      return;
    }
    Launcher launcher = Launcher.of(checkout, home);
    if (launcher.run("status").status() != 0) {
      end("needs an installation that runs and is ready. Start it with ./fairlead up --detach");
    }
    CountDownLatch ended = new CountDownLatch(1);
    tidyWhenStopped(Thread.currentThread(), ended);
    boolean complete = false;
    try {
      complete = measure(chosen, new Installation(launcher, home), options, reports);
    } finally {
      ended.countDown();
    }
    System.exit(complete ? 0 : 1);
  }

  /** Whoever presses Ctrl-C still gets an installation as it was before. */
  private static void tidyWhenStopped(Thread measuring, CountDownLatch ended) {
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  if (ended.getCount() > 0) {
                    measuring.interrupt();
                    try {
                      ended.await(LONGEST_TIDYING.toSeconds(), TimeUnit.SECONDS);
                    } catch (InterruptedException e) {
                      Thread.currentThread().interrupt();
                    }
                  }
                }));
  }

  /** Whether all came to an end; one that does not keeps no other from its turn. */
  private static boolean measure(
      List<Benchmark> chosen, Installation fairlead, Options options, AllReports reports)
      throws Exception {
    warmUp(chosen, fairlead, options.warmUp());
    Machine machine = Machine.of(fairlead);
    boolean complete = true;
    for (Benchmark benchmark : chosen) {
      System.err.println("Measuring " + benchmark.name() + " …");
      Instant begun = Instant.now();
      ProcessorTime before = ProcessorTime.now();
      try {
        List<Figure> figures = benchmark.run(fairlead, options.phase());
        double seconds = Duration.between(begun, Instant.now()).toMillis() / 1e3;
        Report report =
            new Report(
                benchmark.name(), begun, seconds, Report.Spent.since(before), machine, figures);
        report.print(System.out);
        report.write(reports.directory());
      } catch (InterruptedException e) {
        throw e;
      } catch (Exception | AssertionError e) {
        complete = false;
        if (Thread.currentThread().isInterrupted()) {
          return false;
        }
        System.err.println("fairlead bench: " + benchmark.name() + " broke off: " + e);
        e.printStackTrace();
      }
    }
    System.err.println("Written to " + reports.write());
    return complete;
  }

  private static void warmUp(List<Benchmark> chosen, Installation fairlead, Duration duration)
      throws Exception {
    if (!duration.isZero() && chosen.stream().anyMatch(Benchmark::isOfWarmSystem)) {
      System.err.println("Warming up for " + duration.toSeconds() + " s …");
      WarmUp.run(fairlead, duration);
    }
  }

  /** Tells people how far it is; not part of the result. */
  static void say(String what) {
    System.err.println(what);
  }

  private static boolean isChosen(Benchmark benchmark, List<String> names) {
    return names.isEmpty()
        ? benchmark.isUsual()
        : names.stream().anyMatch(name -> is(benchmark, name));
  }

  /** Whether this is its name, or that of several, such as {@code growth}. */
  private static boolean is(Benchmark benchmark, String name) {
    return benchmark.name().equals(name) || benchmark.name().startsWith(name + "-");
  }

  private static Options options(String... args) {
    try {
      return Options.of(args);
    } catch (IllegalArgumentException e) {
      end(String.valueOf(e.getMessage()));
      throw e;
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
