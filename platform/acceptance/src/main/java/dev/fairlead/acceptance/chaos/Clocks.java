package dev.fairlead.acceptance.chaos;

import dev.fairlead.acceptance.Installation;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Wrong wall clocks. A small library, compiled here and loaded before all others ({@code
 * LD_PRELOAD}), adds to the time what a table says for the process. So the services need no knob
 * for it, and nobody can turn one in production. Where there is no C compiler there are no wrong
 * clocks.
 */
final class Clocks {

  private static final int PROCESSES = 4_194_304;

  private final @Nullable Path library;
  private final Path table;

  /** Clocks that are right, always. */
  static Clocks none() {
    return new Clocks(null, Path.of(""));
  }

  private Clocks(@Nullable Path library, Path table) {
    this.library = library;
    this.table = table;
  }

  /** Makes library and table in a directory. */
  static Clocks in(Path directory) {
    Path source = directory.resolve("clock.c");
    Path library = directory.resolve("clock.so");
    Path table = directory.resolve("clock.offsets");
    try (InputStream text = Clocks.class.getResourceAsStream("clock.c");
        RandomAccessFile file = new RandomAccessFile(table.toFile(), "rw")) {
      if (text == null) {
        throw new IllegalStateException("clock.c is missing");
      }
      file.setLength(0);
      file.setLength((long) PROCESSES * Long.BYTES); // a hole: it takes no room
      Files.write(source, text.readAllBytes());
      return new Clocks(compiled(source, library) ? library : null, table);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether clocks can be wrong here. */
  boolean areThere() {
    return library != null;
  }

  /** What the installation must be started with. */
  Map<String, String> environment() {
    return library == null
        ? Map.of()
        : Map.of("LD_PRELOAD", library.toString(), "FAIRLEAD_CHAOS_CLOCK", table.toString());
  }

  /** The clock of a part is wrong for a while. */
  void shift(Installation fairlead, String part, int offsetSeconds, Duration time)
      throws IOException, InterruptedException {
    long pid = fairlead.pid(part);
    write(pid, offsetSeconds);
    try {
      Thread.sleep(time);
    } finally {
      write(pid, 0);
    }
  }

  private void write(long pid, long seconds) throws IOException {
    ByteBuffer place = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.nativeOrder());
    try (RandomAccessFile file = new RandomAccessFile(table.toFile(), "rw")) {
      file.seek(pid * Long.BYTES);
      file.write(place.putLong(seconds).array());
    }
  }

  private static boolean compiled(Path source, Path library) {
    try {
      return new ProcessBuilder(
                  "cc",
                  "-shared",
                  "-fPIC",
                  "-O2",
                  "-o",
                  library.toString(),
                  source.toString(),
                  "-ldl")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
