package dev.fairlead.kit.testing;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * Tries with the role that runs the service, and with that of change data capture, what neither may
 * do: every attempt has to end with PostgreSQL's "insufficient privilege".
 */
public final class LeastPrivilege {

  private static final String REFUSED = "42501";

  private static final List<String> FORBIDDEN =
      List.of(
          "create table sneaked (a int)",
          "create temporary table sneaked (a int)",
          "create schema sneaked",
          "create function sneaked() returns int language sql as 'select 1'",
          "create publication sneaked for table event_log",
          "create role sneaked",
          "create database sneaked",
          "alter role current_user superuser",
          "select rolpassword from pg_authid",
          "select subconninfo from pg_subscription",
          "select pg_read_file('postgresql.conf')",
          "copy (select 1) to program 'true'",
          "alter system set fsync = off",
          "select pg_reload_conf()");

  private final List<String> faults = new ArrayList<>();

  private LeastPrivilege() {}

  /** What was possible although it must not be. */
  public static List<String> faults() throws SQLException {
    LeastPrivilege attempts = new LeastPrivilege();
    List<String> tables = tables();
    try (Connection app = TestEvents.database("_app");
        Statement sql = app.createStatement()) {
      attempts.asRunning(sql, tables);
    }
    try (Connection cdc = TestEvents.database("_cdc");
        Statement sql = cdc.createStatement()) {
      attempts.asCapture(sql, tables);
    }
    attempts.elsewhere("_app");
    attempts.elsewhere("_cdc");
    return attempts.faults;
  }

  private void asRunning(Statement sql, List<String> tables) {
    FORBIDDEN.forEach(statement -> refused(sql, statement));
    refused(sql, "select pg_create_logical_replication_slot('sneaked', 'pgoutput')");
    refused(sql, "set role " + TestEvents.run());
    refused(sql, "delete from event_log");
    refused(sql, "update event_log set type = type");
    refused(sql, "select * from flyway_schema_history");
    for (String table : tables) {
      refused(sql, "truncate " + table);
      refused(sql, "drop table " + table);
      refused(sql, "alter table " + table + " add column sneaked int");
      refused(sql, "alter table " + table + " owner to current_user");
      refused(sql, "alter table " + table + " disable trigger all");
    }
  }

  private void asCapture(Statement sql, List<String> tables) {
    FORBIDDEN.forEach(statement -> refused(sql, statement));
    refused(sql, "set role " + TestEvents.run());
    refused(sql, "select event_log_month(now())");
    for (String table : tables) {
      refused(sql, "select 1 from " + table);
      refused(sql, "delete from " + table);
      refused(sql, "insert into " + table + " default values");
      refused(sql, "drop table " + table);
    }
  }

  private void refused(Statement sql, String statement) {
    try {
      sql.execute(statement);
      faults.add(statement);
    } catch (SQLException e) {
      if (!REFUSED.equals(e.getSQLState())) {
        faults.add(statement + ": " + e.getSQLState() + " " + e.getMessage());
      }
    }
  }

  private void elsewhere(String role) {
    try (Connection connection = TestEvents.database(role, "postgres")) {
      faults.add(role + " can connect to " + connection.getCatalog());
    } catch (SQLException e) {
      if (!REFUSED.equals(e.getSQLState())) {
        faults.add(role + " elsewhere: " + e.getMessage());
      }
    }
  }

  private static List<String> tables() throws SQLException {
    try (Connection owner = TestEvents.database();
        Statement sql = owner.createStatement();
        ResultSet rows =
            sql.executeQuery(
                "select relname from pg_class where relnamespace = 'public'::regnamespace"
                    + " and relkind in ('r', 'p')")) {
      List<String> tables = new ArrayList<>();
      while (rows.next()) {
        tables.add(rows.getString(1));
      }
      return tables;
    }
  }
}
