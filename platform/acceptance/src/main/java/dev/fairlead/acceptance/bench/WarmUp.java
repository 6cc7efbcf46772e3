package dev.fairlead.acceptance.bench;

import dev.fairlead.acceptance.Installation;
import dev.fairlead.acceptance.NoticeStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Leads through every service before anything is measured: a JVM that has just started interprets
 * its code and has not compiled what is hot, and nobody runs this system for a minute only.
 */
final class WarmUp {

  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private WarmUp() {}

  /** As many leads as the door takes, for that long; returns when they have all been granted. */
  static void run(Installation fairlead, Duration duration) throws Exception {
    List<NoticeStream> screens = new ArrayList<>();
    try (Scene scene = new Scene(fairlead);
        Arrivals granted =
            new Arrivals(
                fairlead.kafka(), "ownership.events", "dev.fairlead.ownership.granted.v1")) {
      Scene.REPS.forEach(rep -> screens.add(fairlead.notices(rep)));
      Load.Result sent = IntakeBenchmark.json(fairlead, fairlead.front()).run(duration);
      if (!granted.awaitAll(sent.sent().keySet(), PATIENCE)) {
        throw new IllegalStateException("some leads of the warm-up were not granted");
      }
    } finally {
      screens.forEach(NoticeStream::close);
    }
  }
}
