package dev.fairlead.acceptance.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WrongClockTest {

  @Test
  void another_process_has_the_wrong_time_and_then_the_right_one(@TempDir Path directory)
      throws IOException {
    Clocks clocks = Clocks.in(directory);
    assumeTrue(clocks.areThere(), "there is a C compiler");
    ProcessBuilder shell =
        new ProcessBuilder("bash", "-c", "while read line; do printf '%(%s)T\\n' -1; done");
    shell.environment().putAll(clocks.environment());
    Process process = shell.start();
    try (BufferedReader times =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      assertThat(error(process, times)).isLessThan(Duration.ofMinutes(1));

      write(directory, process.pid(), 7200);
      Duration wrong = error(process, times);
      write(directory, process.pid(), 0);

      assertThat(wrong).isBetween(Duration.ofMinutes(119), Duration.ofMinutes(121));
      assertThat(error(process, times)).isLessThan(Duration.ofMinutes(1));
    } finally {
      process.destroyForcibly();
    }
  }

  private static Duration error(Process process, BufferedReader times) throws IOException {
    process.getOutputStream().write('\n');
    process.getOutputStream().flush();
    Instant told = Instant.ofEpochSecond(Long.parseLong(times.readLine()));
    return Duration.between(Instant.now(), told).abs();
  }

  private static void write(Path directory, long pid, long seconds) throws IOException {
    try (var table =
        Files.newByteChannel(directory.resolve("clock.offsets"), StandardOpenOption.WRITE)) {
      table.position(pid * Long.BYTES);
      ByteBuffer place = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.nativeOrder());
      table.write(place.putLong(0, seconds));
    }
  }
}
