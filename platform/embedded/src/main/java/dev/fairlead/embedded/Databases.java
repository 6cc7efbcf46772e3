package dev.fairlead.embedded;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** A database and a role of the same name for each service; nobody else may even connect to it. */
final class Databases {

  private Databases() {}

  /** Makes what is missing. Passwords are set anew each time, so the key files are the truth. */
  static void provision(PostgresServer server, Keys keys, List<Service> services) {
    try (Connection connection = server.connect("postgres");
        Statement sql = connection.createStatement()) {
      for (Service service : services) {
        String name = service.database();
        if (!exists(sql, "pg_roles where rolname", name)) {
          sql.execute("create role %s login replication".formatted(name));
        }
        // An encrypted form is not needed here: the statement travels over the loopback interface
        // and the server logs neither statements nor error details.
        sql.execute("alter role %s password '%s'".formatted(name, keys.password(name)));
        if (!exists(sql, "pg_database where datname", name)) {
          sql.execute("create database %s owner %s".formatted(name, name));
        }
        sql.execute("revoke connect, temporary on database %s from public".formatted(name));
      }
      sql.execute("revoke connect on database postgres from public");
    } catch (SQLException e) {
      throw new Trouble("Cannot prepare the databases: " + e.getMessage(), e);
    }
  }

  private static boolean exists(Statement sql, String where, String name) throws SQLException {
    try (ResultSet rows = sql.executeQuery("select 1 from %s = '%s'".formatted(where, name))) {
      return rows.next();
    }
  }
}
