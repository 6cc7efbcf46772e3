package dev.fairlead.acceptance.bench;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.acceptance.Installation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The assignment engine: the pure decider on one core beside its yardstick, then decisions through
 * Kafka and database.
 */
final class AssignmentBenchmark implements Benchmark {

  static final int RULES = 50;
  static final int REPS = 1_000;

  private static final Duration PATIENCE = Duration.ofMinutes(3);

  @Override
  public String name() {
    return "assignment";
  }

  @Override
  public List<Figure> run(Installation fairlead, Duration duration) throws Exception {
    List<Figure> figures = new ArrayList<>();
    Jmh jmh = new Jmh(fairlead);
    JsonNode usual = jmh.run(RULES, REPS, "");
    double decided = Jmh.score(usual, "decision");
    figures.add(
        Figure.of("decision, 50 rules, 1,000 reps, one core", decided, "/s")
            .against(
                new Figure.Yardstick(
                    "all 50 CEL conditions one by one", Jmh.score(usual, "everyConditionOneByOne")))
            .aimingAt("≥ 3 ×"));
    figures.add(
        Figure.of("  with learned best match", Jmh.score(usual, "bestMatch"), "/s")
            .against(new Figure.Yardstick("without", decided))
            .aimingAt("≥ 0.5 ×"));
    figures.add(
        Figure.of("  in a simulation, pure part", Jmh.score(usual, "simulatedLead"), "/s")
            .against(new Figure.Yardstick("the decision alone", decided))
            .aimingAt("≥ 0.5 ×"));
    figures.add(
        Figure.of("  500 rules, 10,000 reps", jmh.score(500, 10_000, "decision"), "/s")
            .against(new Figure.Yardstick("a tenth", decided / 10))
            .aimingAt("> 1 ×"));
    figures.addAll(pipeline(fairlead, duration));
    return figures;
  }

  private static List<Figure> pipeline(Installation fairlead, Duration duration) throws Exception {
    List<Figure> figures = new ArrayList<>();
    Load load = IntakeBenchmark.json(fairlead, fairlead.service("intake"));
    try (Scene scene = new Scene(fairlead);
        Arrivals received =
            new Arrivals(fairlead.kafka(), "lead.events", "dev.fairlead.lead.received.v1");
        Arrivals assigned =
            new Arrivals(
                fairlead.kafka(), "assignment.events", "dev.fairlead.assignment.assigned.v1")) {
      Load.Result flood = load.run(duration);
      if (!received.awaitAll(flood.sent().keySet(), PATIENCE)
          || !assigned.awaitAll(flood.sent().keySet(), PATIENCE)) {
        throw new IllegalStateException("some leads were not assigned");
      }
      figures.add(
          Figure.of("received → assigned, flood", rate(assigned, flood), "/s")
              .against(new Figure.Yardstick("received in Kafka", rate(received, flood))));
      figures.addAll(assigned.since(flood.sent()).figures("  POST → assigned in Kafka"));
    }
    return figures;
  }

  private static double rate(Arrivals arrivals, Load.Result flood) {
    List<Long> at =
        flood.sent().keySet().stream().map(lead -> arrivals.nanos().get(lead)).sorted().toList();
    return at.size() / Math.max(1e-3, (at.getLast() - at.getFirst()) / 1e9);
  }
}
