package dev.fairlead.embedded;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** What the supervisor expects of a service and no more: its migration, a port, being ready. */
public final class StandInService {

  private StandInService() {}

  /** Reads its settings from the environment, as the services do. */
  public static void main(String[] args) throws SQLException, IOException {
    migrate();
    HttpServer server =
        HttpServer.create(
            new InetSocketAddress(
                setting("QUARKUS_HTTP_HOST"), Integer.parseInt(setting("QUARKUS_HTTP_PORT"))),
            16);
    byte[] name = setting("FAIRLEAD_DB_NAME").getBytes(StandardCharsets.UTF_8);
    server.createContext(
        "/",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          exchange.sendResponseHeaders(200, name.length);
          exchange.getResponseBody().write(name);
          exchange.close();
        });
    server.start();
  }

  private static void migrate() throws SQLException {
    String database = setting("FAIRLEAD_DB_NAME");
    try (Connection connection =
            DriverManager.getConnection(
                "jdbc:postgresql://%s:%s/%s"
                    .formatted(setting("FAIRLEAD_DB_HOST"), setting("FAIRLEAD_DB_PORT"), database),
                setting("FAIRLEAD_DB_OWNER"),
                setting("FAIRLEAD_DB_OWNER_PASSWORD"));
        Statement sql = connection.createStatement()) {
      try (ResultSet log = sql.executeQuery("select to_regclass('event_log')")) {
        if (log.next() && log.getString(1) != null) {
          return;
        }
      }
      sql.execute(RunningServers.EVENT_LOG.formatted(database));
      sql.execute(
          "select pg_create_logical_replication_slot('%s', 'pgoutput')".formatted(database));
    }
  }

  private static String setting(String name) {
    String value = System.getenv(name);
    if (value == null) {
      throw new IllegalStateException(name + " is not set");
    }
    return value;
  }
}
