package dev.fairlead.acceptance.bench;

import java.util.Arrays;
import java.util.List;

/** Durations of one kind, in nanoseconds. Safe for many threads. */
final class Latencies {

  private static final double NANOS_PER_MS = 1e6;

  private long[] nanos = new long[1024];
  private int count;

  synchronized void add(long taken) {
    if (count == nanos.length) {
      nanos = Arrays.copyOf(nanos, 2 * count);
    }
    nanos[count++] = taken;
  }

  synchronized int count() {
    return count;
  }

  /** The one that this share of them does not exceed, in milliseconds; 0 when there are none. */
  synchronized double percentileMs(double share) {
    if (count == 0) {
      return 0;
    }
    Arrays.sort(nanos, 0, count);
    int rank = Math.max(1, (int) Math.ceil(share * count));
    return nanos[rank - 1] / NANOS_PER_MS;
  }

  /** Median and 99th percentile as figures. */
  List<Figure> figures(String what) {
    return List.of(
        Figure.of(what + ", p50", percentileMs(0.50), "ms"),
        Figure.of(what + ", p99", percentileMs(0.99), "ms"));
  }
}
