package dev.fairlead.acceptance.bench;

import dev.fairlead.acceptance.Installation;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Starts of a second installation beside the running one, which is idle: the first with an empty
 * home, which makes databases, topics and the sample organisation, and a later one that finds its
 * data. The yardstick is PostgreSQL, Kafka and Connect alone, started side by side as here too.
 */
final class StartBenchmark implements Benchmark {

  private static final Duration REST = Duration.ofSeconds(20);

  @Override
  public String name() {
    return "start";
  }

  @Override
  public boolean isOfWarmSystem() {
    return false;
  }

  @Override
  public List<Figure> run(Installation fairlead, Duration duration) throws Exception {
    Path checkout = fairlead.launcher().checkout();
    double serversFirst;
    try (SpareHome home = new SpareHome(checkout)) {
      serversFirst = home.serversAlone();
    }
    List<Figure> figures = new ArrayList<>();
    try (SpareHome home = new SpareHome(checkout)) {
      figures.add(start("up to ready, empty home", home.up(), serversFirst));
      home.down();
      double later = home.up();
      List<Figure> memory =
          MemoryBenchmark.measure(
              new Installation(home.launcher(), home.root()),
              REST,
              "resident memory of everything, idle after the start");
      home.down();
      figures.add(start("up to ready, with data", later, home.serversAlone()));
      figures.addAll(memory);
    }
    return figures;
  }

  private static Figure start(String what, double seconds, double alone) {
    return Figure.of(what, seconds, "s")
        .against(new Figure.Yardstick("PostgreSQL, Kafka, Connect alone", alone))
        .aimingAt("≤ 2 ×");
  }
}
