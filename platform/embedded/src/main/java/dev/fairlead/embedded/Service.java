package dev.fairlead.embedded;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * One of the five services, as the platform sees it.
 *
 * @param name its Maven module
 * @param shortName its stem in databases, roles, slots and paths
 * @param offset its port, counted from the front door's
 */
public record Service(String name, String shortName, int offset) {

  /** In the order of their ports. */
  public static final List<Service> ALL =
      List.of(
          new Service("lead-intake-service", "intake", 1),
          new Service("assignment-service", "assignment", 2),
          new Service("ownership-service", "ownership", 3),
          new Service("pool-service", "pool", 4),
          new Service("notification-service", "notification", 5));

  /** Its database, and the role that owns it and migrates. */
  String database() {
    return "fairlead_" + shortName;
  }

  /** The role that runs: reads and writes rows, and nothing else. */
  String runningRole() {
    return database() + "_app";
  }

  /** The role of change data capture: streams the event log's publication, and nothing else. */
  String captureRole() {
    return database() + "_cdc";
  }

  /** The variable with the capture role's password that the connector file refers to. */
  String passwordVariable() {
    return "FAIRLEAD_" + shortName.toUpperCase(Locale.ROOT) + "_CDC_PASSWORD";
  }

  /** What Maven builds. */
  Path jar(Path checkout) {
    return built(checkout).resolve("quarkus-run.jar");
  }

  private Path built(Path checkout) {
    return checkout.resolve(name).resolve("target/quarkus-app");
  }

  /**
   * What Maven built as one flat class path, in the order in which the jar's own loader looks:
   * classes that the build changed come before those of the libraries. Only the JDK's own loader
   * can take classes from an archive.
   */
  String classPath(Path checkout) {
    Path built = built(checkout);
    List<String> parts = new ArrayList<>();
    for (String changed : List.of("transformed-bytecode.jar", "generated-bytecode.jar")) {
      Path jar = built.resolve("quarkus").resolve(changed);
      if (Files.exists(jar)) {
        parts.add(jar.toString());
      }
    }
    for (String directory : List.of("app", "lib/boot", "lib/main")) {
      parts.addAll(jarsIn(built.resolve(directory)));
    }
    return String.join(File.pathSeparator, parts);
  }

  private static List<String> jarsIn(Path directory) {
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(Path::toString).filter(name -> name.endsWith(".jar")).sorted().toList();
    } catch (IOException e) {
      throw new Trouble("Cannot read " + directory + ": " + Trouble.reason(e), e);
    }
  }

  /** Its file in {@code deploy/connectors}. */
  Path connector(Path checkout) {
    return checkout.resolve("deploy/connectors").resolve(name + ".json");
  }
}
