package dev.fairlead.acceptance.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.management.OperatingSystemMXBean;
import dev.fairlead.acceptance.Api;
import dev.fairlead.acceptance.Installation;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.common.utils.AppInfoParser;

/**
 * On what something was measured: figures of different machines or versions do not compare.
 *
 * @param memoryGiB of the whole machine
 * @param commit of the source tree, with {@code +} when files in it were changed
 */
record Machine(
    int processors,
    String processor,
    double memoryGiB,
    String system,
    String java,
    String postgres,
    String kafkaClient,
    String commit) {

  private static final double GIB = 1L << 30;
  private static final Path CPU_INFO = Path.of("/proc/cpuinfo");

  static Machine of(Installation fairlead) throws SQLException {
    OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    return new Machine(
        Runtime.getRuntime().availableProcessors(),
        processorName(),
        Math.round(system.getTotalMemorySize() / GIB * 10) / 10.0,
        "%s %s %s".formatted(system.getName(), system.getVersion(), system.getArch()),
        Runtime.version().toString(),
        postgresVersion(fairlead),
        AppInfoParser.getVersion(),
        commit(fairlead.launcher().checkout()));
  }

  ObjectNode json() {
    return Api.JSON
        .createObjectNode()
        .put("processors", processors)
        .put("processor", processor)
        .put("memoryGiB", memoryGiB)
        .put("system", system)
        .put("java", java)
        .put("postgres", postgres)
        .put("kafkaClient", kafkaClient)
        .put("commit", commit);
  }

  private static String processorName() {
    if (Files.isReadable(CPU_INFO)) {
      try (Stream<String> lines = Files.lines(CPU_INFO)) {
        return lines
            .filter(line -> line.startsWith("model name"))
            .map(line -> line.substring(line.indexOf(':') + 1).strip())
            .findFirst()
            .orElse("unknown");
      } catch (IOException e) {
        return "unknown";
      }
    }
    return "unknown";
  }

  private static String postgresVersion(Installation fairlead) throws SQLException {
    try (Connection connection = fairlead.asSuperuser("postgres");
        Statement sql = connection.createStatement();
        ResultSet row = sql.executeQuery("show server_version")) {
      row.next();
      return row.getString(1);
    }
  }

  private static String commit(Path checkout) {
    String commit = git(checkout, List.of("rev-parse", "--short=10", "HEAD"));
    boolean changed = !git(checkout, List.of("status", "--porcelain", "-uno")).isEmpty();
    return commit.isEmpty() ? "unknown" : changed ? commit + "+" : commit;
  }

  private static String git(Path checkout, List<String> arguments) {
    List<String> command =
        Stream.concat(Stream.of("git", "-C", checkout.toString()), arguments.stream()).toList();
    try {
      Process process =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return process.waitFor() == 0 ? said.strip() : "";
    } catch (IOException e) {
      return "";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "";
    }
  }
}
