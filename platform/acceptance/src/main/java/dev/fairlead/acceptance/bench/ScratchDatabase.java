package dev.fairlead.acceptance.bench;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.acceptance.Api;
import dev.fairlead.acceptance.Installation;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * A database with the tables of one service, made by that service's own migrations beside the
 * installation's databases, and dropped when closed. Nobody else reads it, Debezium neither.
 */
final class ScratchDatabase implements AutoCloseable {

  private static final String NAME = "fairlead_growth";
  private static final String SLOT = "replication_slot";
  private static final int LOOKS = 5;

  private final Installation fairlead;
  private final Connection connection;

  /** What one execution cost. */
  record Cost(double millis, long pages) {}

  /**
   * Makes it.
   *
   * @param module of the service whose migrations are used
   */
  ScratchDatabase(Installation fairlead, String module) throws SQLException, IOException {
    this.fairlead = fairlead;
    server("drop database if exists " + NAME + " with (force)");
    server("create database " + NAME);
    this.connection = fairlead.asSuperuser(NAME);
    Path checkout = fairlead.launcher().checkout();
    migrate(checkout.resolve("platform/kit/src/main/resources/db/kit"));
    migrate(checkout.resolve(module).resolve("src/main/resources/db/migration"));
  }

  /** Loads rows by a script that stands beside this class. */
  void load(String script, int from, int to) throws SQLException, IOException {
    execute(
        resource(script)
            .replace(":from", Integer.toString(from))
            .replace(":to", Integer.toString(to)));
    execute("vacuum analyze");
  }

  /**
   * The least that a statement costs in several executions, none of which lasts.
   *
   * @param statement with {@code $1} and so on
   * @param arguments in SQL, in their order
   */
  Cost cost(String statement, String arguments) throws SQLException, IOException {
    String values = values(arguments);
    execute("prepare probe as " + statement);
    connection.setAutoCommit(false);
    try {
      Cost least = new Cost(Double.MAX_VALUE, Long.MAX_VALUE);
      for (int look = 0; look < LOOKS; look++) {
        Cost cost = explain("execute probe(" + values + ")");
        connection.rollback();
        least =
            new Cost(
                Math.min(least.millis(), cost.millis()), Math.min(least.pages(), cost.pages()));
      }
      return least;
    } finally {
      connection.setAutoCommit(true);
      execute("deallocate probe");
    }
  }

  /** The values of expressions as literals, for a prepared statement takes no subqueries. */
  private String values(String expressions) throws SQLException {
    List<String> literals = new ArrayList<>();
    try (Statement sql = connection.createStatement();
        ResultSet row = sql.executeQuery("select " + expressions)) {
      row.next();
      for (int column = 1; column <= row.getMetaData().getColumnCount(); column++) {
        String value = row.getString(column);
        literals.add(value == null ? "null" : "'" + value.replace("'", "''") + "'");
      }
    }
    return String.join(", ", literals);
  }

  @Override
  public void close() throws SQLException {
    connection.close();
    server("drop database if exists " + NAME + " with (force)");
  }

  private Cost explain(String statement) throws SQLException, IOException {
    try (Statement sql = connection.createStatement();
        ResultSet row = sql.executeQuery("explain (analyze, buffers, format json) " + statement)) {
      row.next();
      JsonNode explained = Api.JSON.readTree(row.getString(1)).path(0);
      JsonNode plan = explained.path("Plan");
      return new Cost(
          explained.path("Execution Time").asDouble(),
          plan.path("Shared Hit Blocks").asLong() + plan.path("Shared Read Blocks").asLong());
    }
  }

  private void migrate(Path directory) throws SQLException, IOException {
    List<Path> scripts;
    try (Stream<Path> files = Files.list(directory)) {
      scripts =
          files
              .filter(ScratchDatabase::isOfTables)
              .sorted(Comparator.comparing(ScratchDatabase::version))
              .toList();
    }
    for (Path script : scripts) {
      execute(Files.readString(script).replace("${slot}", NAME));
    }
  }

  /** Neither what makes a replication slot nor what says who may do what. */
  private static boolean isOfTables(Path script) {
    String name = Objects.requireNonNull(script.getFileName()).toString();
    return name.matches("V[0-9_]+__.*\\.sql") && !name.contains(SLOT);
  }

  /** {@code V2__x} before {@code V10__y}. */
  private static int version(Path script) {
    String name = Objects.requireNonNull(script.getFileName()).toString();
    return Integer.parseInt(name.substring(1, name.indexOf("__")).replace("0_", ""));
  }

  private void execute(String statements) throws SQLException {
    try (Statement sql = connection.createStatement()) {
      sql.execute(statements);
    }
  }

  private void server(String statement) throws SQLException {
    try (Connection postgres = fairlead.asSuperuser("postgres");
        Statement sql = postgres.createStatement()) {
      sql.execute(statement);
    }
  }

  private static String resource(String name) throws IOException {
    try (InputStream in =
        Objects.requireNonNull(ScratchDatabase.class.getResourceAsStream(name), name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
