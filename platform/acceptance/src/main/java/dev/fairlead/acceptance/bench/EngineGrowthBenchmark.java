package dev.fairlead.acceptance.bench;

import dev.fairlead.acceptance.Installation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What ten and a hundred times as many reps or rules do to a decision, on one core. A goal is that
 * ten times as many cost less than ten times the time.
 */
final class EngineGrowthBenchmark implements Benchmark {

  private static final List<Integer> REPS = List.of(100, 1_000, 10_000);
  private static final List<Integer> RULES = List.of(5, 50, 500);
  private static final double MICROS = 1e6;

  @Override
  public String name() {
    return "growth-engine";
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
    Jmh jmh = new Jmh(fairlead);
    List<Figure> figures = new ArrayList<>();
    List<Double> byReps = new ArrayList<>();
    for (int reps : REPS) {
      byReps.add(MICROS / jmh.score(AssignmentBenchmark.RULES, reps, "decision"));
    }
    curve("a decision by 50 rules", "reps", REPS, byReps, figures);
    List<Double> byRules = new ArrayList<>();
    for (int rules : RULES) {
      byRules.add(MICROS / jmh.score(rules, AssignmentBenchmark.REPS, "decision"));
    }
    curve("a decision on 1,000 reps", "rules", RULES, byRules, figures);
    return figures;
  }

  private static void curve(
      String what, String of, List<Integer> counts, List<Double> costs, List<Figure> figures) {
    figures.add(
        Figure.of("%s, %,d %s".formatted(what, counts.getFirst(), of), costs.getFirst(), "µs"));
    for (int i = 1; i < counts.size(); i++) {
      figures.add(
          Figure.of("  %,d %s".formatted(counts.get(i), of), costs.get(i), "µs")
              .against(
                  new Figure.Yardstick("%,d %s".formatted(counts.get(i - 1), of), costs.get(i - 1)))
              .aimingAt("< 10 ×"));
    }
  }
}
