package dev.fairlead.kit.testing;

import java.io.File;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Properties;
import org.awaitility.Awaitility;

/**
 * PostgreSQL, broker and Connect of {@code platform/embedded}, in a process that lives exactly as
 * long as the Maven run (or the IDE's test JVM) that first needed it. Modules tested at the same
 * time share it.
 */
public final class SharedServers {

  private static final Duration PATIENCE = Duration.ofSeconds(120);

  private final Properties properties;

  private SharedServers(Properties properties) {
    this.properties = properties;
  }

  /** The servers of this run, started if this is the first test to need them. */
  public static SharedServers get() {
    ProcessHandle owner = owner();
    Path home = root().resolve("target/test-servers").resolve(Long.toString(owner.pid()));
    Path ready = home.resolve("platform.properties");
    try {
      Files.createDirectories(home);
      try (FileChannel channel =
              FileChannel.open(
                  home.resolve("starting.lock"),
                  StandardOpenOption.CREATE,
                  StandardOpenOption.WRITE);
          FileLock lock = channel.lock()) {
        if (lock.isValid() && !Files.exists(ready)) {
          start(home, owner);
          Awaitility.await("servers ready, see " + home.resolve("servers.log"))
              .atMost(PATIENCE)
              .until(() -> Files.exists(ready));
        }
      }
      return new SharedServers(read(ready));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** JDBC address of a database. */
  public String jdbc(String database) {
    return "jdbc:postgresql://127.0.0.1:" + postgresPort() + "/" + database;
  }

  /** Port of PostgreSQL on 127.0.0.1. */
  public String postgresPort() {
    return properties.getProperty("postgres.port");
  }

  /** The superuser's name. */
  public String superuser() {
    return properties.getProperty("postgres.superuser");
  }

  /** The superuser's password. */
  public String superuserPassword() {
    return properties.getProperty("postgres.password");
  }

  /** Bootstrap servers of the broker. */
  public String kafka() {
    return properties.getProperty("kafka.bootstrap");
  }

  /** Base address of Connect's REST interface. */
  public String connect() {
    return properties.getProperty("connect.url");
  }

  /** The checkout: where the launcher script stands. */
  public static Path root() {
    Path here = Path.of("").toAbsolutePath();
    for (Path path = here; path != null; path = path.getParent()) {
      if (Files.exists(path.resolve("deploy/topics.txt"))) {
        return path;
      }
    }
    throw new IllegalStateException("not inside a checkout: " + here);
  }

  private static void start(Path home, ProcessHandle owner) throws IOException {
    Path jars = root().resolve("platform/embedded/target/platform/lib");
    if (!Files.isDirectory(jars)) {
      throw new IllegalStateException("not packaged yet: platform/embedded; build with -am");
    }
    Path log = home.resolve("servers.log");
    new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            jars + File.separator + "*",
            "dev.fairlead.embedded.Main",
            "servers",
            "--home",
            home.toString(),
            "--exit-with",
            Long.toString(owner.pid()))
        .redirectErrorStream(true)
        .redirectOutput(log.toFile())
        .start();
  }

  /** Maven if it is among our ancestors: test JVMs come and go, it stays for the whole run. */
  private static ProcessHandle owner() {
    ProcessHandle owner = ProcessHandle.current();
    for (var p = owner.parent(); p.isPresent(); p = p.get().parent()) {
      if (p.get().info().commandLine().orElse("").contains("org.codehaus.plexus.classworlds")) {
        owner = p.get();
      }
    }
    return owner;
  }

  private static Properties read(Path file) throws IOException {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      properties.load(reader);
    }
    return properties;
  }
}
