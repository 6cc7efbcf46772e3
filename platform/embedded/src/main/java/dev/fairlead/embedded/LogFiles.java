package dev.fairlead.embedded;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/** The log files of an installation: kept small, and shown when something goes wrong. */
final class LogFiles {

  private static final long LARGEST = 16L << 20;

  private LogFiles() {}

  /** The last lines of a log. */
  static String end(Path log) {
    return String.join("\n", lastLines(log, 15));
  }

  static List<String> lastLines(Path log, int count) {
    try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
      int size = (int) Math.min(file.length(), count * 400L);
      byte[] tail = new byte[size];
      file.seek(file.length() - size);
      file.readFully(tail);
      List<String> lines = new String(tail, StandardCharsets.UTF_8).lines().toList();
      return lines.subList(Math.max(0, lines.size() - count), lines.size());
    } catch (IOException e) {
      return List.of("(" + log + " cannot be read)");
    }
  }

  /**
   * Copies each log that has grown too large to {@code NAME.log.1} and empties it. The processes
   * append to their logs, so they go on at the new end; a line written in between may be lost.
   */
  static void bound(Path directory) {
    try (Stream<Path> logs = Files.list(directory)) {
      for (Path log : logs.filter(file -> file.toString().endsWith(".log")).toList()) {
        if (Files.size(log) > LARGEST) {
          Files.copy(
              log,
              log.resolveSibling(log.getFileName() + ".1"),
              StandardCopyOption.REPLACE_EXISTING);
          try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "rw")) {
            file.setLength(0);
          }
        }
      }
    } catch (IOException e) {
      // tried again at the next turn
    }
  }
}
