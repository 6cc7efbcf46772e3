package dev.fairlead.acceptance.bench;

import dev.fairlead.acceptance.Installation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Claims: 200 reps who reach for the same lead, then 200 reps who empty a pool of 2,000 leads, each
 * beside a conditional update of a single row.
 */
final class PoolBenchmark implements Benchmark {

  private static final int ROUNDS = 10;
  private static final int LEADS = 2_000;
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  @Override
  public String name() {
    return "pool";
  }

  @Override
  public List<Figure> run(Installation fairlead, Duration duration) throws Exception {
    List<Figure> figures = new ArrayList<>();
    Optional<Figure.Yardstick> pgbench =
        new PgBench(fairlead).measure(PgWork.CONDITIONAL_UPDATE, duration);
    try (PoolScene scene = new PoolScene(fairlead);
        Arrivals granted =
            new Arrivals(
                fairlead.kafka(), "ownership.events", "dev.fairlead.ownership.granted.v1")) {
      storm(scene, scene.pooled(2)); // warms up
      List<String> few = scene.pooled(ROUNDS);
      ClaimStorm.Result same = storm(scene, few);
      exactlyOnce(same, few);
      figures.add(
          Figure.of("200 reps × one lead, claims answered", same.rate(), "/s")
              .against(pgbench.orElse(null))
              .aimingAt("≥ 0.5 ×"));
      figures.addAll(same.answers().figures("  answer"));

      List<String> many = scene.pooled(LEADS);
      ClaimStorm.Result all = scene.storm().empty(many);
      exactlyOnce(all, many);
      figures.add(
          Figure.of("200 reps × 2,000 leads, claims answered", all.rate(), "/s")
              .against(pgbench.orElse(null))
              .aimingAt("≥ 0.5 ×"));
      figures.add(Figure.of("  of which won", many.size() / all.seconds(), "/s"));
      figures.addAll(all.answers().figures("  answer"));
      long begun = System.nanoTime();
      if (!granted.awaitAll(Set.copyOf(many), PATIENCE)) {
        throw new IllegalStateException("some claims were not granted");
      }
      figures.add(
          Figure.of(
              "  last answer → all granted in Kafka", (System.nanoTime() - begun) / 1e9, "s"));
    }
    return figures;
  }

  /** All reps at one lead after the other. */
  private static ClaimStorm.Result storm(PoolScene scene, List<String> leads)
      throws InterruptedException {
    return scene.storm().eachByAll(leads);
  }

  private static void exactlyOnce(ClaimStorm.Result result, List<String> leads) {
    if (result.won().size() != leads.size() || result.doubled() > 0) {
      throw new IllegalStateException(
          "%d of %d leads have a winner, %d of them more than one"
              .formatted(result.won().size(), leads.size(), result.doubled()));
    }
  }
}
