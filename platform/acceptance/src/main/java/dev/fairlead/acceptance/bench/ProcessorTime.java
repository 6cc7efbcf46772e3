package dev.fairlead.acceptance.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How the machine's processors have spent their time so far, as Linux counts it in {@code
 * /proc/stat}.
 *
 * @param stolen by other virtual machines: what is measured while much is stolen says little
 */
record ProcessorTime(long total, long idle, long stolen) {

  private static final Path STAT = Path.of("/proc/stat");

  // user nice system idle iowait irq softirq steal; guest time is within user time
  private static final int KINDS = 8;
  private static final int IDLE = 3;
  private static final int IO_WAIT = 4;
  private static final int STEAL = 7;

  /** Up to now; null where the system does not tell. */
  static @Nullable ProcessorTime now() {
    if (!Files.isReadable(STAT)) {
      return null;
    }
    try (Stream<String> lines = Files.lines(STAT)) {
      return lines
          .filter(line -> line.startsWith("cpu "))
          .findFirst()
          .map(ProcessorTime::of)
          .orElse(null);
    } catch (IOException e) {
      return null;
    }
  }

  static ProcessorTime of(String line) {
    long[] ticks =
        Arrays.stream(line.strip().split("\\s+"))
            .skip(1)
            .limit(KINDS)
            .mapToLong(Long::parseLong)
            .toArray();
    return new ProcessorTime(
        Arrays.stream(ticks).sum(),
        ticks[IDLE] + ticks[IO_WAIT],
        ticks.length > STEAL ? ticks[STEAL] : 0);
  }

  /** The share of the time since then that others took away, 0 to 1. */
  double stolenSince(ProcessorTime before) {
    return (double) (stolen - before.stolen) / Math.max(1, total - before.total);
  }

  /** The share of the time since then in which the processors had work, 0 to 1. */
  double busySince(ProcessorTime before) {
    return 1 - (double) (idle - before.idle) / Math.max(1, total - before.total);
  }
}
