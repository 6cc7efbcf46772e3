package dev.fairlead.acceptance.bench;

import dev.fairlead.acceptance.Installation;
import dev.fairlead.acceptance.NoticeStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** How many notices a second reach the screens when as many leads come as the door takes. */
final class NotifyBenchmark implements Benchmark {

  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final long LOOK_EVERY_MS = 10;

  @Override
  public String name() {
    return "notify";
  }

  @Override
  public List<Figure> run(Installation fairlead, Duration duration) throws Exception {
    Map<String, Long> seen = new ConcurrentHashMap<>();
    List<NoticeStream> screens = new ArrayList<>();
    try (Scene scene = new Scene(fairlead);
        Arrivals granted =
            new Arrivals(
                fairlead.kafka(), "ownership.events", "dev.fairlead.ownership.granted.v1")) {
      fairlead.tokens(Scene.REPS);
      for (String rep : Scene.REPS) {
        NoticeStream screen = fairlead.notices(rep);
        screens.add(screen);
        screen.onNotice(notice -> seen.putIfAbsent(notice.leadId(), notice.nanos()));
      }
      Load.Result result = IntakeBenchmark.json(fairlead, fairlead.service("intake")).run(duration);
      granted.awaitAll(result.sent().keySet(), PATIENCE);
      awaitAll(result, seen);
      return figures(result, granted, seen);
    } finally {
      screens.forEach(NoticeStream::close);
    }
  }

  private static List<Figure> figures(
      Load.Result result, Arrivals granted, Map<String, Long> seen) {
    long begin = result.sent().values().stream().mapToLong(at -> at).min().orElse(0);
    long shown = result.sent().keySet().stream().filter(seen::containsKey).count();
    long last = seen.values().stream().mapToLong(at -> at).max().orElse(begin);
    double granting =
        result.sent().size() / Math.max(1e-9, (granted.last(result.sent().keySet()) - begin) / 1e9);
    double showing = shown / Math.max(1e-9, (last - begin) / 1e9);
    return List.of(
        Figure.of("notices at the screens, flood", showing, "/s")
            .against(new Figure.Yardstick("POST → granted in Kafka, same flood", granting)),
        Figure.of("  never shown", result.sent().size() - shown, "leads").aimingAt("0"));
  }

  private static void awaitAll(Load.Result result, Map<String, Long> seen)
      throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!seen.keySet().containsAll(result.sent().keySet()) && System.nanoTime() < deadline) {
      Thread.sleep(LOOK_EVERY_MS);
    }
  }
}
