package dev.fairlead.acceptance.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * What a JVM's heap holds that is still referred to, looked at again and again while something runs
 * in it. Each look collects all garbage first, so it shows growth that the collector would hide.
 */
final class LiveHeap implements AutoCloseable {

  private static final double MIB = 1 << 20;

  // each look stops the JVM for the while of a full collection
  private static final long LOOK_EVERY_MS = 400;

  private final long pid;
  private final BlockingQueue<Long> seen = new LinkedBlockingQueue<>();
  private final Thread looking;
  private volatile boolean closed;

  /** Looks from now on. */
  LiveHeap(long pid) {
    this.pid = pid;
    this.looking = Thread.ofPlatform().daemon().name("live-heap").start(this::look);
  }

  /** The most that it held since, in MiB; ends the looking. */
  double mostMiB() throws InterruptedException {
    closed = true;
    looking.join();
    return seen.stream().mapToLong(bytes -> bytes).max().orElse(0) / MIB;
  }

  @Override
  public void close() {
    closed = true;
  }

  private void look() {
    while (!closed) {
      try {
        seen.add(liveBytes(pid));
        Thread.sleep(LOOK_EVERY_MS);
      } catch (InterruptedException e) {
        return;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** Out of the last line of a histogram: {@code Total instances bytes}. */
  private static long liveBytes(long pid) throws IOException {
    Process jcmd =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                Long.toString(pid),
                "GC.class_histogram")
            .redirectErrorStream(true)
            .start();
    String said = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    String[] total = said.substring(Math.max(0, said.lastIndexOf("Total"))).strip().split("\\s+");
    if (total.length < 3) {
      throw new IOException("jcmd cannot look into process " + pid + ": " + said);
    }
    return Long.parseLong(total[2]);
  }
}
