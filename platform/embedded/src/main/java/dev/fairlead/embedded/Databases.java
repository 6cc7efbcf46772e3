package dev.fairlead.embedded;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * A database for each service and three roles: its owner, of the same name, who migrates; one that
 * runs; one for change data capture. Nobody else may even connect.
 */
final class Databases {

  private Databases() {}

  /** Makes what is missing. Passwords are set anew each time, so the key files are the truth. */
  static void provision(PostgresServer server, Keys keys, List<Service> services) {
    try (Connection connection = server.connect("postgres");
        Statement sql = connection.createStatement()) {
      for (Service service : services) {
        String name = service.database();
        String app = service.runningRole();
        String cdc = service.captureRole();
        // the owner makes the replication slot, in his first migration
        role(sql, keys, name, "replication");
        role(sql, keys, app, "noreplication");
        role(sql, keys, cdc, "replication");
        sql.execute("grant %s, %s to %s".formatted(app, cdc, name));
        if (!exists(sql, "pg_database where datname", name)) {
          sql.execute("create database %s owner %s".formatted(name, name));
        }
        sql.execute("revoke connect, temporary on database %s from public".formatted(name));
        sql.execute("grant connect on database %s to %s, %s".formatted(name, app, cdc));
      }
      sql.execute("revoke connect on database postgres from public");
    } catch (SQLException e) {
      throw new Trouble("Cannot prepare the databases: " + e.getMessage(), e);
    }
  }

  private static void role(Statement sql, Keys keys, String name, String attribute)
      throws SQLException {
    if (!exists(sql, "pg_roles where rolname", name)) {
      sql.execute("create role %s login".formatted(name));
    }
    // An encrypted form is not needed here: the statement travels over the loopback interface
    // and the server logs neither statements nor error details.
    sql.execute("alter role %s %s password '%s'".formatted(name, attribute, keys.password(name)));
  }

  private static boolean exists(Statement sql, String where, String name) throws SQLException {
    try (ResultSet rows = sql.executeQuery("select 1 from %s = '%s'".formatted(where, name))) {
      return rows.next();
    }
  }
}
