package dev.fairlead.acceptance.bench;

import dev.fairlead.acceptance.Launcher;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A home and ports for a second installation beside the one that runs; gone when closed. */
final class SpareHome implements AutoCloseable {

  /** How many neighbouring ports an installation is given here. */
  private static final int PORTS = 10;

  // below those that the system hands out by itself
  private static final int FIRST_PORT = 21_000;
  private static final int LAST_PORT = 31_000;
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final Path checkout;
  private final Path root;
  private final Launcher launcher;

  SpareHome(Path checkout) throws IOException {
    this.checkout = checkout;
    this.root = Files.createTempDirectory("fairlead-bench");
    int first = freePorts();
    Map<String, String> environment = new TreeMap<>();
    environment.put("FAIRLEAD_HOME", root.toString());
    environment.put("FAIRLEAD_PORT", Integer.toString(first));
    environment.put("FAIRLEAD_KAFKA_PORT", Integer.toString(first + 6));
    environment.put("FAIRLEAD_CONNECT_PORT", Integer.toString(first + 8));
    environment.put("FAIRLEAD_POSTGRES_PORT", Integer.toString(first + 9));
    this.launcher = new Launcher(checkout, environment);
  }

  Path root() {
    return root;
  }

  Launcher launcher() {
    return launcher;
  }

  /** Seconds until {@code up} says that all is ready; it goes on running. */
  double up() {
    long begun = System.nanoTime();
    launcher.run("up", "--detach", "--no-build").orThrow();
    return (System.nanoTime() - begun) / 1e9;
  }

  void down() {
    launcher.run("down").orThrow();
  }

  /** Seconds until PostgreSQL, Kafka and Connect can be used; they are stopped again. */
  double serversAlone() throws IOException, InterruptedException {
    Path ready = root.resolve("platform.properties");
    Path libraries = checkout.resolve("platform/embedded/target/platform/lib");
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC",
            "-Xmx128m",
            "-cp",
            libraries + "/*",
            "dev.fairlead.embedded.Main",
            "servers",
            "--home",
            root.toString(),
            "--ports",
            "environment");
    builder.environment().putAll(launcher.environment());
    Path log = root.resolve("servers.log");
    builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.to(log.toFile()));
    long begun = System.nanoTime();
    Process servers = builder.start();
    try {
      while (!Files.exists(ready)) {
        if (!servers.isAlive() || System.nanoTime() - begun > PATIENCE.toNanos()) {
          throw new IllegalStateException("the servers did not start:\n" + Files.readString(log));
        }
        TimeUnit.MILLISECONDS.sleep(10);
      }
      return (System.nanoTime() - begun) / 1e9;
    } finally {
      servers.destroy();
      servers.waitFor();
    }
  }

  @Override
  public void close() throws IOException {
    launcher.run("down");
    try (Stream<Path> files = Files.walk(root)) {
      List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
      for (Path file : deepestFirst) {
        Files.deleteIfExists(file);
      }
    }
  }

  private static int freePorts() {
    int begin = FIRST_PORT + (int) (ProcessHandle.current().pid() % 500) * PORTS;
    return IntStream.iterate(begin, first -> first < LAST_PORT, first -> first + PORTS)
        .filter(first -> IntStream.range(first, first + PORTS).allMatch(SpareHome::isFree))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no neighbouring ports are free"));
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket(port)) {
      return socket.isBound();
    } catch (IOException e) {
      return false;
    }
  }
}
