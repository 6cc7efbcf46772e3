package dev.fairlead.acceptance.bench;

import dev.fairlead.acceptance.Installation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The yardsticks for durable writing: {@code pgbench} from 20 clients on the installation's own
 * server.
 */
final class PgBench {

  private static final String DATABASE = "fairlead_bench";
  private static final Pattern RATE = Pattern.compile("tps = ([0-9.]+)");

  private final Installation fairlead;
  private final Optional<Path> program = find();

  PgBench(Installation fairlead) {
    this.fairlead = fairlead;
    if (program.isEmpty()) {
      System.err.println(
          "pgbench is missing, so there are no ratios to it."
              + " Debian has it in the package postgresql-contrib.");
    }
  }

  /** Transactions per second; empty when there is no pgbench. */
  Optional<Figure.Yardstick> measure(PgWork work, Duration duration)
      throws IOException, InterruptedException, SQLException {
    if (program.isEmpty()) {
      return Optional.empty();
    }
    server("drop database if exists " + DATABASE, "create database " + DATABASE);
    try (Connection connection = fairlead.asSuperuser(DATABASE);
        Statement sql = connection.createStatement()) {
      sql.execute(work.tables());
    }
    Path script = Files.createTempFile("fairlead-bench", ".sql");
    try {
      Files.writeString(script, work.transaction());
      return Optional.of(new Figure.Yardstick(work.name(), run(program.get(), script, duration)));
    } finally {
      Files.delete(script);
      server("drop database " + DATABASE);
    }
  }

  private double run(Path pgbench, Path script, Duration duration)
      throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(
                List.of(
                    pgbench.toString(),
                    "--no-vacuum",
                    "--protocol=prepared",
                    "--client=20",
                    "--jobs=2",
                    "--time=" + duration.toSeconds(),
                    "--file=" + script,
                    "--host=127.0.0.1",
                    "--port=" + fairlead.postgres(),
                    "--username=postgres",
                    DATABASE))
            .redirectErrorStream(true);
    builder.environment().put("PGPASSWORD", fairlead.password("postgres"));
    Process process = builder.start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    Matcher rate = RATE.matcher(said);
    if (process.waitFor() != 0 || !rate.find()) {
      throw new IOException("pgbench failed:\n" + said);
    }
    return Double.parseDouble(rate.group(1));
  }

  private void server(String... statements) throws SQLException {
    try (Connection connection = fairlead.asSuperuser("postgres");
        Statement sql = connection.createStatement()) {
      for (String statement : statements) {
        sql.execute(statement);
      }
    }
  }

  /** On the PATH, else where Debian puts the programs of each version. */
  private static Optional<Path> find() {
    Stream<Path> onPath =
        Stream.of(System.getenv().getOrDefault("PATH", "").split(":")).map(Path::of);
    return Stream.concat(onPath, debian())
        .map(directory -> directory.resolve("pgbench"))
        .filter(Files::isExecutable)
        .findFirst();
  }

  private static Stream<Path> debian() {
    Path versions = Path.of("/usr/lib/postgresql");
    if (!Files.isDirectory(versions)) {
      return Stream.empty();
    }
    try (Stream<Path> found = Files.list(versions)) {
      return found.map(version -> version.resolve("bin")).sorted().toList().reversed().stream();
    } catch (IOException e) {
      return Stream.empty();
    }
  }
}
