package dev.fairlead.embedded;

import java.io.IOException;
import java.io.Reader;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/**
 * A running installation, as its supervisor wrote it down for the other commands, which may not
 * have been told the same ports.
 *
 * @param supervisor the supervisor's process id
 */
record Installation(Home home, Ports ports, Replicas replicas, long supervisor) {

  private static final String FILE = "supervisor.properties";

  URI url() {
    return URI.create("http://127.0.0.1:" + ports.front());
  }

  void write() {
    SettingsFile.write(
        home.run().resolve(FILE),
        Map.of(
            "supervisor.pid", Long.toString(supervisor),
            "replicas", replicas.text(),
            "port", Integer.toString(ports.front()),
            "kafka.port", Integer.toString(ports.kafka()),
            "connect.port", Integer.toString(ports.connect()),
            "postgres.port", Integer.toString(ports.postgres())));
  }

  void forget() {
    try {
      Files.deleteIfExists(home.run().resolve(FILE));
    } catch (IOException e) {
      // readers check that the process lives
    }
  }

  /** The installation whose supervisor lives, if any. */
  static Optional<Installation> running(Home home) {
    Path file = home.run().resolve(FILE);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      properties.load(reader);
    } catch (IOException e) {
      throw new Trouble("Cannot read " + file + ": " + Trouble.reason(e), e);
    }
    Ports ports =
        new Ports(
            number(properties, "port"),
            number(properties, "kafka.port"),
            number(properties, "connect.port"),
            number(properties, "postgres.port"));
    String replicas = properties.getProperty("replicas", "");
    long pid = number(properties, "supervisor.pid");
    return Processes.find(pid, "dev.fairlead.embedded")
        .map(process -> new Installation(home, ports, replicas(replicas), pid));
  }

  /**
   * The running installation.
   *
   * @throws Trouble when there is none
   */
  static Installation require(Home home) {
    return running(home)
        .orElseThrow(
            () ->
                new Trouble(
                    "Fairlead does not run here (home "
                        + home.root()
                        + "). Start it with ./fairlead up"));
  }

  private static Replicas replicas(String text) {
    return text.isEmpty() ? Replicas.ONE_EACH : Replicas.parse(text);
  }

  private static int number(Properties properties, String name) {
    return Integer.parseInt(properties.getProperty(name, "0"));
  }
}
