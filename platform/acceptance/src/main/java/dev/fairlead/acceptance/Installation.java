package dev.fairlead.acceptance;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** A running installation, seen from outside. */
public final class Installation {

  /** The services in the order of their ports, by their stems in paths and databases. */
  public static final List<String> SERVICES =
      List.of("intake", "assignment", "ownership", "pool", "notification");

  private final Launcher launcher;
  private final Path home;
  private final Properties settings = new Properties();
  private final Map<String, String> tokens = new ConcurrentHashMap<>();

  /**
   * The installation that runs in this home.
   *
   * @throws IllegalStateException when none does
   */
  public Installation(Launcher launcher, Path home) {
    this.launcher = launcher;
    this.home = home;
    Path file = home.resolve("run/supervisor.properties");
    if (!Files.exists(file)) {
      throw new IllegalStateException("no installation runs in " + home);
    }
    try (Reader reader = Files.newBufferedReader(file)) {
      settings.load(reader);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where it keeps everything. */
  public Path home() {
    return home;
  }

  /** The script that started it. */
  public Launcher launcher() {
    return launcher;
  }

  /** The front door. */
  public URI front() {
    return local(port("port"));
  }

  /** A service itself, past the front door. */
  public URI service(String name) {
    return local(port("port") + 1 + SERVICES.indexOf(name));
  }

  /** Kafka Connect. */
  public URI connect() {
    return local(port("connect.port"));
  }

  /** The broker's address, for clients. */
  public String kafka() {
    return "127.0.0.1:" + port("kafka.port");
  }

  /** PostgreSQL's port. */
  public int postgres() {
    return port("postgres.port");
  }

  /** The password of a database role. */
  public String password(String role) {
    return read(home.resolve("keys").resolve(role + ".password"));
  }

  /** The key that senders to the sample connector {@code api/leads} present. */
  public String apiKey() {
    return read(home.resolve("keys/api-leads.key"));
  }

  /** A bearer token for a user; asked for once. */
  public String token(String user) {
    tokens(List.of(user));
    return tokens.getOrDefault(user, "");
  }

  /** Fetches the tokens of many users with one run of the launcher. */
  public void tokens(List<String> users) {
    String[] unknown =
        users.stream().filter(user -> !tokens.containsKey(user)).toArray(String[]::new);
    if (unknown.length > 0) {
      String[] arguments = new String[unknown.length + 1];
      arguments[0] = "token";
      System.arraycopy(unknown, 0, arguments, 1, unknown.length);
      String[] lines = launcher.run(arguments).orThrow().strip().split("\n");
      if (lines.length != unknown.length) {
        throw new IllegalStateException(
            lines.length + " tokens for the users " + Arrays.toString(unknown));
      }
      for (int i = 0; i < lines.length; i++) {
        tokens.put(unknown[i], lines[i].strip());
      }
    }
  }

  /** The front door as this user. */
  public Api as(String user) {
    return new Api(front(), Map.of("Authorization", "Bearer " + token(user)));
  }

  /** The front door as nobody. */
  public Api anonymous() {
    return Api.anonymousAt(front());
  }

  /** Any address as nobody. */
  public Api at(URI base) {
    return Api.anonymousAt(base);
  }

  /** The metrics of a service, line by line as Prometheus reads them. */
  public Stream<String> metrics(String service) {
    HttpRequest request = HttpRequest.newBuilder(service(service).resolve("/q/metrics")).build();
    try {
      return Api.CLIENT.send(request, HttpResponse.BodyHandlers.ofLines()).body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  /** The notices of a user, from now on. */
  public NoticeStream notices(String user) {
    return new NoticeStream(front(), token(user));
  }

  /** The processes of the services, by the names of their parts. */
  public List<String> services() {
    try (Stream<Path> files = Files.list(home.resolve("run"))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.contains("-service") && name.endsWith(".pid"))
          .map(name -> name.replace(".pid", ""))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The process id of a part.
   *
   * @param part {@code postgres}, {@code kafka}, {@code connect}, or a service's module such as
   *     {@code pool-service}
   */
  public long pid(String part) {
    return Long.parseLong(read(home.resolve("run").resolve(part + ".pid")));
  }

  /** Ends a part at once, as a crash would (SIGKILL); the supervisor starts it again. */
  public void kill(String part) {
    ProcessHandle process =
        ProcessHandle.of(pid(part))
            .orElseThrow(() -> new IllegalStateException(part + " does not run"));
    process.destroyForcibly();
    process.onExit().join();
  }

  /** The database of a service, as its role. */
  public Connection database(String service) throws SQLException {
    String name = "fairlead_" + service;
    return connection(name, name);
  }

  /** A database as superuser. */
  public Connection asSuperuser(String database) throws SQLException {
    return connection(database, "postgres");
  }

  private Connection connection(String database, String role) throws SQLException {
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:%d/%s".formatted(postgres(), database), role, password(role));
  }

  private int port(String name) {
    return Integer.parseInt(settings.getProperty(name));
  }

  private static URI local(int port) {
    return URI.create("http://127.0.0.1:" + port);
  }

  private static String read(Path file) {
    try {
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
