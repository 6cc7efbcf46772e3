package dev.fairlead.acceptance.bench;

import dev.fairlead.acceptance.Installation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * What the processes of the running installation hold while nothing is to do. After the other
 * benchmarks this is what a load leaves behind; {@link StartBenchmark} has a fresh one.
 */
final class MemoryBenchmark implements Benchmark {

  private static final Duration REST = Duration.ofSeconds(10);

  @Override
  public String name() {
    return "memory";
  }

  @Override
  public boolean isOfWarmSystem() {
    return false;
  }

  @Override
  public List<Figure> run(Installation fairlead, Duration duration) throws Exception {
    return measure(fairlead, REST, "resident memory of everything, idle");
  }

  /** All together, then part by part. */
  static List<Figure> measure(Installation fairlead, Duration rest, String what) throws Exception {
    if (!ProcessMemory.isKnown()) {
      System.err.println("This system does not tell what its processes hold; Linux does.");
      return List.of();
    }
    TimeUnit.MILLISECONDS.sleep(rest.toMillis());
    Map<String, Double> parts = ProcessMemory.byPart(fairlead);
    List<Figure> figures = new ArrayList<>();
    double total = parts.values().stream().mapToDouble(gib -> gib).sum();
    figures.add(Figure.of(what, total, "GiB").aimingAt("≤ 2.5 GiB"));
    parts.forEach((part, gib) -> figures.add(Figure.of("  " + part, gib, "GiB")));
    return figures;
  }
}
