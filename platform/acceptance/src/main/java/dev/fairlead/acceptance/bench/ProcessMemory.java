package dev.fairlead.acceptance.bench;

import dev.fairlead.acceptance.Installation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Resident memory of an installation's processes as Linux counts it in {@code smaps_rollup}: the
 * proportional set size, in which a page that several processes share is counted once in all.
 */
final class ProcessMemory {

  private static final double GIB = 1L << 20; // in KiB
  private static final String PROPORTIONAL = "Pss:";

  private ProcessMemory() {}

  /** Whether this system tells. */
  static boolean isKnown() {
    return Files.isReadable(Path.of("/proc/self/smaps_rollup"));
  }

  /** GiB by part, each with all processes below it; the supervisor is one of them. */
  static Map<String, Double> byPart(Installation fairlead) throws IOException {
    Map<String, Double> parts = new TreeMap<>();
    ProcessHandle supervisor = null;
    for (Path file : pidFiles(fairlead)) {
      String part = file.getFileName().toString().replace(".pid", "");
      ProcessHandle process = ProcessHandle.of(fairlead.pid(part)).orElseThrow();
      supervisor = process.parent().orElse(supervisor);
      parts.put(part, gib(process, true));
    }
    if (supervisor != null) {
      parts.put("supervisor and front door", gib(supervisor, false));
    }
    return new LinkedHashMap<>(parts);
  }

  private static List<Path> pidFiles(Installation fairlead) throws IOException {
    try (Stream<Path> files = Files.list(fairlead.home().resolve("run"))) {
      return files.filter(file -> file.toString().endsWith(".pid")).sorted().toList();
    }
  }

  private static double gib(ProcessHandle process, boolean withDescendants) {
    long kib = proportionalKib(process.pid());
    if (withDescendants) {
      kib += process.descendants().mapToLong(child -> proportionalKib(child.pid())).sum();
    }
    return kib / GIB;
  }

  /** 0 when the process has just ended. */
  private static long proportionalKib(long pid) {
    Path file = Path.of("/proc", Long.toString(pid), "smaps_rollup");
    try (Stream<String> lines = Files.lines(file)) {
      return lines
          .filter(line -> line.startsWith(PROPORTIONAL))
          .map(line -> line.substring(PROPORTIONAL.length()).strip().split(" ")[0])
          .mapToLong(Long::parseLong)
          .sum();
    } catch (NoSuchFileException e) {
      return 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
