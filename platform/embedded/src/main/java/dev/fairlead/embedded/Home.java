package dev.fairlead.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * The directory in which one installation keeps everything: keys, logs, data and process ids.
 *
 * @param root absolute; {@code FAIRLEAD_HOME}
 */
public record Home(Path root) {

  /** Normalises the path; the directory need not exist yet. */
  public Home {
    root = root.toAbsolutePath().normalize();
  }

  /** The home named by {@code FAIRLEAD_HOME}, else {@code .fairlead} in the checkout. */
  public static Home of(Map<String, String> environment, Path checkout) {
    return new Home(
        Optional.ofNullable(environment.get("FAIRLEAD_HOME"))
            .filter(named -> !named.isBlank())
            .map(Path::of)
            .orElse(checkout.resolve(".fairlead")));
  }

  /** Secrets, readable by their owner only. */
  public Path keys() {
    return directory("keys");
  }

  /** One log file for each process. */
  public Path logs() {
    return directory("logs");
  }

  /** What the servers store. */
  public Path data() {
    return directory("data");
  }

  /** Process ids, the lock and the supervisor's view of its processes. */
  public Path run() {
    return directory("run");
  }

  /** Things that can be made again: unpacked binaries, class archives. */
  public Path cache() {
    return directory("cache");
  }

  /** Where mails are written when no SMTP server is configured. */
  public Path mail() {
    return directory("mail");
  }

  private Path directory(String name) {
    try {
      return Files.createDirectories(root.resolve(name));
    } catch (IOException e) {
      throw new Trouble("Cannot create " + root.resolve(name) + ": " + Trouble.reason(e), e);
    }
  }
}
