package dev.fairlead.acceptance.chaos;

import dev.fairlead.acceptance.Installation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Kills processes, lets them stand still and go on, each with everything it has started. */
final class Signals {

  private static final Duration STANDS = Duration.ofMillis(150);
  private static final Duration RUNS = Duration.ofMillis(60);

  private final Installation fairlead;

  Signals(Installation fairlead) {
    this.fairlead = fairlead;
  }

  /** All of them die at the same moment. */
  void kill(List<String> parts) {
    List<ProcessHandle> processes =
        parts.stream().flatMap(part -> ProcessHandle.of(fairlead.pid(part)).stream()).toList();
    processes.forEach(ProcessHandle::destroyForcibly);
    processes.forEach(process -> process.onExit().join());
  }

  /** It stands still for a while. */
  void freeze(String part, Duration time) throws InterruptedException {
    List<ProcessHandle> processes = tree(part);
    signal("STOP", processes);
    try {
      Thread.sleep(time);
    } finally {
      signal("CONT", processes);
    }
  }

  /** It stands still most of the time, again and again. */
  void slow(String part, Duration time) throws InterruptedException {
    long end = System.nanoTime() + time.toNanos();
    while (System.nanoTime() < end) {
      freeze(part, STANDS);
      Thread.sleep(RUNS);
    }
  }

  private List<ProcessHandle> tree(String part) {
    return ProcessHandle.of(fairlead.pid(part)).stream()
        .flatMap(process -> Stream.concat(Stream.of(process), process.descendants()))
        .toList();
  }

  private static void signal(String name, List<ProcessHandle> processes)
      throws InterruptedException {
    if (processes.isEmpty()) {
      return;
    }
    List<String> command = new ArrayList<>(List.of("kill", "-" + name));
    processes.forEach(process -> command.add(Long.toString(process.pid())));
    try {
      new ProcessBuilder(command)
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
