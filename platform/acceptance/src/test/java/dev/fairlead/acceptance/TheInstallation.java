package dev.fairlead.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The one installation that all tests of a run share: started by the launcher when the first test
 * asks for it, stopped by {@link StopAtTheEnd}. It is never reset, so each test brings teams, reps
 * and pools of its own.
 *
 * <p>With {@code -Dacceptance.home=DIR} the tests use the installation that runs there, and leave
 * it running.
 */
final class TheInstallation {

  private static final Path CHECKOUT = Path.of(System.getProperty("fairlead.root", "../.."));

  private static @Nullable Installation running;
  private static boolean ours;

  private TheInstallation() {}

  /** The installation, ready. */
  static synchronized Installation get() {
    if (running == null) {
      String named = System.getProperty("acceptance.home");
      running = named == null ? start() : find(Path.of(named));
    }
    return running;
  }

  /** Stops it, if a test started it. Its home stays, for whoever wants to read the logs. */
  static synchronized void stop() {
    if (ours && running != null) {
      System.out.print(running.launcher().run("down").out());
      running = null;
      ours = false;
    }
  }

  private static Installation find(Path home) {
    return new Installation(Launcher.of(CHECKOUT.toAbsolutePath().normalize(), home), home);
  }

  private static Installation start() {
    Path checkout = CHECKOUT.toAbsolutePath().normalize();
    Path home = checkout.resolve("platform/acceptance/target/home");
    Launcher.of(checkout, home).run("down");
    delete(home);
    int first = FreePorts.block(22);
    Launcher launcher =
        new Launcher(
            checkout,
            Map.of(
                "FAIRLEAD_HOME", home.toString(),
                "FAIRLEAD_PORT", Integer.toString(first),
                "FAIRLEAD_KAFKA_PORT", Integer.toString(first + 6),
                "FAIRLEAD_CONNECT_PORT", Integer.toString(first + 8),
                "FAIRLEAD_POSTGRES_PORT", Integer.toString(first + 9),
                "FAIRLEAD_REPLICAS", "ownership=2,pool=2",
                "FAIRLEAD_CLASS_ARCHIVES", "false",
                "FAIRLEAD_ALLOW_PRIVATE_URLS", "true"));
    Launcher.Ended up = launcher.run("up", "--detach", "--no-build");
    System.out.print(up.out());
    ours = true;
    try {
      up.orThrow();
      return running = new Installation(launcher, home);
    } catch (IllegalStateException e) {
      launcher.run("down");
      throw e;
    }
  }

  private static void delete(Path directory) {
    if (!Files.exists(directory)) {
      return;
    }
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
