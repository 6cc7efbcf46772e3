package dev.fairlead.acceptance.bench;

import dev.fairlead.acceptance.Installation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The whole way, from the POST to {@code granted} in Kafka. First a flood, whose leads per second
 * until the last grant are what the chain can do; then a steady stream a little below that, which
 * it must sustain without falling behind.
 */
final class WayBenchmark implements Benchmark {

  private static final double STEADY_SHARE = 0.9;
  private static final Duration WARM_UP = Duration.ofSeconds(5);
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  @Override
  public String name() {
    return "way";
  }

  @Override
  public List<Figure> run(Installation fairlead, Duration duration) throws Exception {
    List<Figure> figures = new ArrayList<>();
    Load load = IntakeBenchmark.json(fairlead, fairlead.service("intake"));
    try (Scene scene = new Scene(fairlead);
        Arrivals granted =
            new Arrivals(
                fairlead.kafka(), "ownership.events", "dev.fairlead.ownership.granted.v1")) {
      settled(load.run(WARM_UP), granted);
      Optional<Figure.Yardstick> pgbench =
          new PgBench(fairlead).measure(PgWork.TWO_INSERTS, duration);

      Load.Result flood = load.run(duration);
      double drain = settled(flood, granted);
      double able = flood.sent().size() / (flood.seconds() + drain);
      figures.add(Figure.of("POST → granted, flood", able, "/s").against(pgbench.orElse(null)));
      figures.add(Figure.of("  posted meanwhile", flood.rate(), "/s"));
      figures.add(Figure.of("  until nothing lags behind", drain, "s"));

      Load.Result steady = load.paced(able * STEADY_SHARE).run(duration.multipliedBy(2));
      double lag = settled(steady, granted);
      figures.add(
          Figure.of("POST → granted, sustained", steady.rate(), "/s")
              .against(pgbench.orElse(null))
              .aimingAt("≥ 0.4 ×"));
      figures.add(Figure.of("  until nothing lags behind", lag, "s").aimingAt("≤ 5 s"));
      figures.addAll(granted.since(steady.sent()).figures("  POST → granted"));
    }
    return figures;
  }

  /** Seconds from the last answer to the last grant. */
  private static double settled(Load.Result result, Arrivals granted) throws InterruptedException {
    if (!granted.awaitAll(result.sent().keySet(), PATIENCE)) {
      long missing =
          result.sent().keySet().stream()
              .filter(lead -> !granted.nanos().containsKey(lead))
              .count();
      throw new IllegalStateException(
          "%d of %d leads have no grant after %d s"
              .formatted(missing, result.sent().size(), PATIENCE.toSeconds()));
    }
    return Math.max(0, (granted.last(result.sent().keySet()) - result.lastAnswer()) / 1e9);
  }
}
