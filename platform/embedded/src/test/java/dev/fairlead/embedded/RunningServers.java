package dev.fairlead.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** The three servers for the tests of this module: started on first use, stopped with the JVM. */
final class RunningServers {

  /** The service whose database and connector the tests use, and one that stays idle. */
  static final Service BUSY = Service.ALL.get(3);

  static final Service IDLE = Service.ALL.get(4);

  static final Path CHECKOUT = Checkout.root();

  static final String EVENT_LOG =
      """
      create table event_log (
        seq bigint generated always as identity,
        id uuid not null,
        topic text not null,
        key text not null,
        type text not null,
        source text not null,
        time text not null,
        occurred_at timestamptz not null default now(),
        correlation_id text not null,
        causation_id text,
        traceparent text,
        specversion text not null default '1.0',
        content_type text not null default 'application/json',
        payload text not null,
        primary key (occurred_at, seq)
      ) partition by range (occurred_at);
      create table event_log_all partition of event_log default;
      create publication %1$s for table event_log
        with (publish = 'insert', publish_via_partition_root = true);
      """;

  private static @org.jspecify.annotations.Nullable RunningServers shared;

  private final Servers servers;
  private final Ports ports;
  private final Keys keys;
  private final Connectors connectors;

  private RunningServers() throws IOException {
    Home home =
        new Home(Files.createTempDirectory(CHECKOUT.resolve("platform/embedded/target"), "it"));
    ports = Ports.free();
    keys = new Keys(home.keys());
    List<Service> services = List.of(BUSY, IDLE);
    servers = new Servers(home, ports, services, JavaCommand.Life.SHORT);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> servers.children().forEach(Child::kill)));
    servers.start(
        new Progress(System.err), Topics.read(CHECKOUT.resolve("deploy/topics.txt")), services);
    connectors = new Connectors(servers.connect().url());
  }

  static synchronized RunningServers shared() throws IOException {
    RunningServers running = shared;
    if (running == null) {
      running = new RunningServers();
      shared = running;
    }
    return running;
  }

  Servers servers() {
    return servers;
  }

  Ports ports() {
    return ports;
  }

  Connectors connectors() {
    return connectors;
  }

  /** What a service's first migration does; the slot needs a transaction without writes. */
  void migrate(Service service) throws SQLException {
    try (Connection connection = connect(service);
        Statement sql = connection.createStatement()) {
      sql.execute(EVENT_LOG.formatted(service.database()));
      sql.execute(
          "select pg_create_logical_replication_slot('%s', 'pgoutput')"
              .formatted(service.database()));
    }
  }

  void register(Service service) {
    connectors.register(service.name(), service.connector(CHECKOUT));
  }

  Connection connect(Service service) throws SQLException {
    return connect(service.database(), service.database());
  }

  Connection connect(String database, String role) throws SQLException {
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:%d/%s".formatted(ports.postgres(), database),
        role,
        keys.password(role));
  }
}
