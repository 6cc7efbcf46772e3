package dev.fairlead.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Processes that an earlier supervisor of the same home left behind because it was killed. */
final class Leftovers {

  private Leftovers() {}

  /** Stops them, and answers the names of those that were found alive. */
  static List<String> stop(Home home) {
    List<String> found = new ArrayList<>();
    for (Path file : pidFiles(home)) {
      process(file, home)
          .ifPresent(
              process -> {
                found.add(name(file));
                boolean postgres = name(file).equals("postgres");
                Processes.stop(process, postgres ? "INT" : "TERM", Duration.ofSeconds(10));
              });
      try {
        Files.deleteIfExists(file);
      } catch (IOException e) {
        throw new Trouble("Cannot delete " + file + ": " + Trouble.reason(e), e);
      }
    }
    return found;
  }

  /** The process that a pid file tells of, when it still runs and is one of this home's. */
  static Optional<ProcessHandle> process(Path pidFile, Home home) {
    try {
      long pid = Long.parseLong(Files.readString(pidFile).strip());
      return Processes.find(pid, home.root().toString());
    } catch (IOException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** Services first, then Connect, the broker and PostgreSQL: nobody loses what he talks to. */
  private static List<Path> pidFiles(Home home) {
    List<String> last = List.of("connect", "kafka", "postgres");
    try (Stream<Path> files = Files.list(home.run())) {
      return files
          .filter(file -> file.toString().endsWith(".pid"))
          .sorted((a, b) -> Integer.compare(last.indexOf(name(a)), last.indexOf(name(b))))
          .toList();
    } catch (IOException e) {
      throw new Trouble("Cannot read " + home.run() + ": " + Trouble.reason(e), e);
    }
  }

  private static String name(Path pidFile) {
    return pidFile.getFileName().toString().replace(".pid", "");
  }
}
