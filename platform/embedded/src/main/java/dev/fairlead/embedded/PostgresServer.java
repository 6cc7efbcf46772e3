package dev.fairlead.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;

/**
 * PostgreSQL with a persistent data directory. Commits are durable ({@code fsync}, {@code
 * synchronous_commit}); the latter also matters for speed, because Debezium learns of an
 * asynchronous commit only when the WAL writer gets to it.
 */
final class PostgresServer {

  static final String SUPERUSER = "postgres";

  private final Home home;
  private final Path binaries;
  private final Path data;
  private final int port;
  private final String password;

  PostgresServer(Home home, Keys keys, int port) {
    this.home = home;
    this.port = port;
    this.binaries = PostgresBinaries.directory(home.cache());
    this.data = home.data().resolve("postgres");
    this.password = keys.password(SUPERUSER);
  }

  String password() {
    return password;
  }

  /** The server process, not yet started. */
  Child child() {
    List<String> command =
        asOrdinaryUser(
            binaries.resolve("bin/postgres").toString(),
            "-D",
            data.toString(),
            "-p",
            Integer.toString(port));
    settings().forEach((name, value) -> command.addAll(List.of("-c", name + "=" + value)));
    command.addAll(List.of("-c", "hba_file=" + admission()));
    // SIGINT is PostgreSQL's "fast" shutdown: it does not wait for clients to leave.
    return new Child(
        new Child.Spec("postgres", command, Map.of(), "INT", Duration.ofSeconds(20)), home);
  }

  boolean isReady() {
    try (Connection connection = connect("postgres")) {
      return connection.isValid(1);
    } catch (SQLException e) {
      return false;
    }
  }

  /** A connection as superuser. */
  Connection connect(String database) throws SQLException {
    Properties login = new Properties();
    login.setProperty("user", SUPERUSER);
    login.setProperty("password", password);
    login.setProperty("connectTimeout", "2");
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, database), login);
  }

  private static Map<String, String> settings() {
    return Map.ofEntries(
        Map.entry("listen_addresses", "127.0.0.1"),
        Map.entry("unix_socket_directories", ""),
        Map.entry("fsync", "on"),
        Map.entry("synchronous_commit", "on"),
        Map.entry("wal_level", "logical"),
        Map.entry("max_replication_slots", "64"),
        Map.entry("max_wal_senders", "64"),
        Map.entry("max_connections", "200"),
        Map.entry("shared_buffers", "128MB"),
        // all statements are short: compiling one costs more than running it
        Map.entry("jit", "off"),
        // the data fits into memory; and tables grow fast from nothing, so plans must follow soon
        Map.entry("random_page_cost", "1.1"),
        Map.entry("autovacuum_naptime", "10s"),
        Map.entry("shared_preload_libraries", "pg_stat_statements"),
        Map.entry("timezone", "UTC"),
        Map.entry("log_timezone", "UTC"),
        Map.entry("log_line_prefix", "%m [%p] %d "),
        Map.entry("log_checkpoints", "off"),
        Map.entry("log_replication_commands", "off"),
        // Neither failed statements nor the details of errors: both may carry personal data.
        Map.entry("log_min_error_statement", "panic"),
        Map.entry("log_error_verbosity", "terse"));
  }

  /**
   * Who may come: by password, from this machine. Whoever may stream a publication could otherwise
   * also copy the whole server, all databases with it.
   */
  private Path admission() {
    Path file = home.run().resolve("pg_hba.conf");
    try {
      return Files.writeString(
          file,
          """
          host replication %s  127.0.0.1/32 scram-sha-256
          host replication all all          reject
          host all         all 127.0.0.1/32 scram-sha-256
          """
              .formatted(SUPERUSER));
    } catch (IOException e) {
      throw new Trouble("Cannot write " + file + ": " + Trouble.reason(e), e);
    }
  }

  /** Unpacks the programs and makes the data directory, unless both are there. */
  void initialise() {
    PostgresBinaries.unpackedIn(home.cache());
    if (Files.exists(data.resolve("PG_VERSION"))) {
      return;
    }
    Path partial = home.data().resolve("postgres.new");
    Path log = home.logs().resolve("postgres.log");
    Path passwordFile = home.keys().resolve(SUPERUSER + ".password");
    try {
      if (Files.exists(partial)) {
        PostgresBinaries.delete(partial);
      }
      int status =
          run(
              log,
              asOrdinaryUser(
                  binaries.resolve("bin/initdb").toString(),
                  "--pgdata=" + partial,
                  "--username=" + SUPERUSER,
                  "--pwfile=" + passwordFile,
                  "--auth=scram-sha-256",
                  "--encoding=UTF8",
                  "--locale-provider=builtin",
                  "--builtin-locale=C.UTF-8",
                  "--locale=C",
                  "--no-instructions"));
      if (status != 0) {
        throw new Trouble(
            "PostgreSQL could not make its data directory "
                + data
                + " (is the disk full?). The end of "
                + log
                + ":\n"
                + LogFiles.end(log));
      }
      Files.move(partial, data);
    } catch (IOException e) {
      throw new Trouble("Cannot make " + data + ": " + Trouble.reason(e), e);
    }
  }

  /**
   * PostgreSQL refuses to run as root. Root enters a user namespace, where it is somebody without
   * privileges who still owns the same files.
   */
  private List<String> asOrdinaryUser(String... command) {
    List<String> whole = new ArrayList<>();
    if (isRoot()) {
      requireUserNamespace();
      whole.addAll(List.of("unshare", "--user", "--"));
    }
    whole.addAll(List.of(command));
    return whole;
  }

  private void requireUserNamespace() {
    int status;
    try {
      status = run(home.logs().resolve("postgres.log"), List.of("unshare", "--user", "true"));
    } catch (IOException e) {
      status = -1;
    }
    if (status != 0) {
      throw new Trouble(
          """
          PostgreSQL does not run as root, and this machine does not let root step down \
          ("unshare --user" fails). Start Fairlead as an ordinary user.""");
    }
  }

  private static boolean isRoot() {
    return "root".equals(System.getProperty("user.name"));
  }

  private static int run(Path log, List<String> command) throws IOException {
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    try {
      if (process.waitFor(2, TimeUnit.MINUTES)) {
        return process.exitValue();
      }
      process.destroyForcibly();
      return -1;
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      return -1;
    }
  }
}
