package dev.fairlead.acceptance.bench;

import dev.fairlead.acceptance.Installation;
import dev.fairlead.acceptance.NoticeStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** From the POST to the rep's screen, at a hundred leads a second through the front door. */
final class LatencyBenchmark implements Benchmark {

  private static final double PER_SECOND = 100;
  private static final Duration WARM_UP = Duration.ofSeconds(10);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @Override
  public String name() {
    return "latency";
  }

  @Override
  public List<Figure> run(Installation fairlead, Duration duration) throws Exception {
    List<Figure> figures = new ArrayList<>();
    Load load = IntakeBenchmark.json(fairlead, fairlead.front()).paced(PER_SECOND);
    List<NoticeStream> screens = new ArrayList<>();
    try (Scene scene = new Scene(fairlead);
        Arrivals received =
            new Arrivals(fairlead.kafka(), "lead.events", "dev.fairlead.lead.received.v1");
        Arrivals granted =
            new Arrivals(
                fairlead.kafka(), "ownership.events", "dev.fairlead.ownership.granted.v1")) {
      Map<String, Long> seen = new ConcurrentHashMap<>();
      fairlead.tokens(Scene.REPS);
      for (String rep : Scene.REPS) {
        NoticeStream screen = fairlead.notices(rep);
        screens.add(screen);
        screen.onNotice(notice -> seen.putIfAbsent(notice.leadId(), notice.nanos()));
      }
      load.run(WARM_UP);
      Latencies kafka = new KafkaRoundTrip(fairlead.kafka()).measure(PER_SECOND, duration);
      Load.Result result = load.run(duration);
      boolean complete = granted.awaitAll(result.sent().keySet(), PATIENCE);
      Latencies screen = screen(result, seen);

      figures.addAll(result.answers().figures("POST → answer"));
      figures.addAll(received.since(result.sent()).figures("POST → received in Kafka"));
      figures.addAll(granted.since(result.sent()).figures("POST → granted in Kafka"));
      figures.add(shown(screen, kafka, 0.50, "p50 < 80 ms"));
      figures.add(shown(screen, kafka, 0.99, "p99 < 250 ms"));
      if (!complete || screen.count() < result.sent().size()) {
        figures.add(Figure.of("never shown", result.sent().size() - screen.count(), "leads"));
      }
    } finally {
      screens.forEach(NoticeStream::close);
    }
    return figures;
  }

  private static Figure shown(Latencies screen, Latencies kafka, double share, String target) {
    String percentile = "p%.0f".formatted(share * 100);
    return Figure.of("POST → notice at the rep, " + percentile, screen.percentileMs(share), "ms")
        .against(
            new Figure.Yardstick("produce → consume, " + percentile, kafka.percentileMs(share)))
        .aimingAt(target);
  }

  /** From each lead's sending to the first notice of it, once all are there or patience ends. */
  private static Latencies screen(Load.Result result, Map<String, Long> seen)
      throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!seen.keySet().containsAll(result.sent().keySet()) && System.nanoTime() < deadline) {
      Thread.sleep(10);
    }
    Latencies taken = new Latencies();
    result
        .sent()
        .forEach(
            (lead, at) -> {
              Long shown = seen.get(lead);
              if (shown != null) {
                taken.add(shown - at);
              }
            });
    return taken;
  }
}
