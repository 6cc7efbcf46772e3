package dev.fairlead.acceptance.bench;

import dev.fairlead.acceptance.Installation;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What ten and a hundred times as much data does to the services' statements: pages they touch and
 * the time they take with 10,000, 100,000 and 1,000,000 rows in each table, in scratch databases.
 * The pages decide, for they do not depend on what else the machine does. A statement that finds
 * what it needs in an index touches hardly more of them.
 */
final class GrowthBenchmark implements Benchmark {

  private static final List<Integer> ROWS = List.of(10_000, 100_000, 1_000_000);

  @Override
  public String name() {
    return "growth-data";
  }

  @Override
  public boolean isUsual() {
    return false;
  }

  @Override
  public boolean isOfWarmSystem() {
    return false;
  }

  @Override
  public List<Figure> run(Installation fairlead, Duration duration) throws Exception {
    List<Figure> figures = new ArrayList<>();
    for (GrowthScene scene : GrowthScene.ALL) {
      Map<GrowthProbe, List<ScratchDatabase.Cost>> costs = new LinkedHashMap<>();
      try (ScratchDatabase database = new ScratchDatabase(fairlead, scene.module())) {
        Path sources = fairlead.launcher().checkout().resolve(scene.sources());
        int from = 1;
        for (int rows : ROWS) {
          database.load(scene.script(), from, rows);
          from = rows + 1;
          for (GrowthProbe probe : scene.probes()) {
            String statement =
                new SourceStatement(sources.resolve(probe.source())).named(probe.constant());
            costs
                .computeIfAbsent(probe, first -> new ArrayList<>())
                .add(database.cost(statement, probe.arguments(rows)));
          }
        }
      }
      costs.forEach((probe, measured) -> figures.addAll(figures(probe, measured)));
    }
    return figures;
  }

  /** Pages with each number of rows, then the time with the most. */
  private static List<Figure> figures(GrowthProbe probe, List<ScratchDatabase.Cost> costs) {
    List<Figure> figures = new ArrayList<>();
    for (int i = 1; i < costs.size(); i++) {
      figures.add(
          Figure.of(
                  (i == 1 ? "" : "  ") + probe.what() + ", " + rows(i),
                  costs.get(i).pages(),
                  "pages")
              .against(new Figure.Yardstick(rows(i - 1), costs.get(i - 1).pages()))
              .aimingAt("≤ 2 ×"));
    }
    figures.add(
        Figure.of("  the same", costs.getLast().millis(), "ms")
            .against(new Figure.Yardstick(rows(0), costs.getFirst().millis())));
    return figures;
  }

  private static String rows(int index) {
    return "%,d rows".formatted(ROWS.get(index));
  }
}
