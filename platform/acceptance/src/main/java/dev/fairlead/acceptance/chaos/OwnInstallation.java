package dev.fairlead.acceptance.chaos;

import dev.fairlead.acceptance.FreePorts;
import dev.fairlead.acceptance.Installation;
import dev.fairlead.acceptance.Launcher;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * An installation made for breaking it: two processes of each service, ports of its own, its data
 * on small disks and its clocks movable where this machine allows that. It is stopped at the end;
 * its logs stay.
 */
final class OwnInstallation implements AutoCloseable {

  private static final int PORTS = 24;

  private final Launcher launcher;
  private final Path home;
  private final Disks disks;
  private final Clocks clocks;
  private boolean closed;

  private OwnInstallation(Launcher launcher, Path home, Disks disks, Clocks clocks) {
    this.launcher = launcher;
    this.home = home;
    this.disks = disks;
    this.clocks = clocks;
  }

  /** Starts it in a directory of its own, from nothing. */
  static OwnInstallation start(Path checkout, Path directory) throws IOException {
    Path home = directory.resolve("home");
    Launcher.of(checkout, home).run("down");
    Disks.unmount(home);
    delete(home);
    Files.createDirectories(home);
    Clocks clocks = Clocks.in(directory);
    Disks disks = Disks.under(home);
    Launcher launcher = new Launcher(checkout, environment(home, clocks));
    OwnInstallation own = new OwnInstallation(launcher, home, disks, clocks);
    Runtime.getRuntime().addShutdownHook(new Thread(own::close));
    try {
      System.err.println("Starting an installation with two processes of each service …");
      launcher.run("up", "--detach", "--replicas", "2").orThrow();
      return own;
    } catch (IllegalStateException e) {
      own.close();
      throw e;
    }
  }

  Installation installation() {
    return new Installation(launcher, home);
  }

  Disks disks() {
    return disks;
  }

  Clocks clocks() {
    return clocks;
  }

  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      launcher.run("down");
      disks.close();
    }
  }

  private static Map<String, String> environment(Path home, Clocks clocks) {
    int first = FreePorts.block(PORTS);
    Map<String, String> environment = new HashMap<>(clocks.environment());
    environment.put("FAIRLEAD_HOME", home.toString());
    environment.put("FAIRLEAD_PORT", Integer.toString(first));
    environment.put("FAIRLEAD_KAFKA_PORT", Integer.toString(first + 6));
    environment.put("FAIRLEAD_CONNECT_PORT", Integer.toString(first + 8));
    environment.put("FAIRLEAD_POSTGRES_PORT", Integer.toString(first + 9));
    environment.put("FAIRLEAD_CLASS_ARCHIVES", "false");
    return environment;
  }

  private static void delete(Path directory) throws IOException {
    if (!Files.exists(directory)) {
      return;
    }
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
