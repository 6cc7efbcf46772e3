package dev.fairlead.acceptance.bench;

import dev.fairlead.acceptance.Installation;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Durable intake: leads acknowledged per second over 64 connections, while everything behind intake
 * works on them.
 */
final class IntakeBenchmark implements Benchmark {

  static final int CONNECTIONS = 64;

  private static final Duration WARM_UP = Duration.ofSeconds(5);

  @Override
  public String name() {
    return "intake";
  }

  @Override
  public List<Figure> run(Installation fairlead, Duration duration) throws Exception {
    List<Figure> figures = new ArrayList<>();
    try (Scene scene = new Scene(fairlead)) {
      URI intake = fairlead.service("intake");
      json(fairlead, intake).run(WARM_UP);
      Optional<Figure.Yardstick> pgbench =
          new PgBench(fairlead).measure(PgWork.TWO_INSERTS, duration);
      measure("POST " + Scene.LEADS, json(fairlead, intake), duration, pgbench, figures);
      measure("POST /in/form/…", form(intake), duration, pgbench, figures);
      measure(
          "POST " + Scene.LEADS + ", front door",
          json(fairlead, fairlead.front()),
          duration,
          pgbench,
          figures);
    }
    return figures;
  }

  static Load json(Installation fairlead, URI base) {
    Map<String, String> headers =
        Map.of(
            "Authorization",
            "Bearer " + fairlead.token("integration"),
            "Content-Type",
            "application/json");
    return new Load(base, Scene.LEADS, headers, new BenchLeads()::json, CONNECTIONS, 0);
  }

  private static Load form(URI base) {
    return new Load(
        base,
        Scene.FORM,
        Map.of("Content-Type", "application/x-www-form-urlencoded"),
        new BenchLeads()::form,
        CONNECTIONS,
        0);
  }

  private static void measure(
      String what,
      Load load,
      Duration duration,
      Optional<Figure.Yardstick> pgbench,
      List<Figure> figures)
      throws InterruptedException {
    Load.Result result = load.run(duration);
    figures.add(
        Figure.of(what, result.rate(), "/s").against(pgbench.orElse(null)).aimingAt("≥ 1.0 ×"));
    figures.addAll(result.answers().figures("  answer"));
    if (result.refused() > 0) {
      figures.add(Figure.of("  refused", result.refused(), "requests"));
    }
  }
}
