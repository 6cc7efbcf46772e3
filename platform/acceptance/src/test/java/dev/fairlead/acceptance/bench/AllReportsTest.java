package dev.fairlead.acceptance.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.acceptance.Api;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AllReportsTest {

  private static final Machine MACHINE =
      new Machine(2, "Some processor", 24, "Linux", "25", "18.6", "4.3.1", "abcdef1234");

  @TempDir Path directory;

  @Test
  void theLastReportOfEachBenchmarkIsInOneFile() throws IOException {
    // Given
    write("intake", "2026-01-01T00:00:00Z", figure(900));
    write("pool", "2026-01-02T00:00:00Z", figure(100));
    write("intake", "2026-01-03T00:00:00Z", figure(1100));

    // When
    Path file = all().write();

    // Then
    JsonNode whole = Api.JSON.readTree(file.toFile());
    assertThat(whole.path("at").asText()).isEqualTo("2026-01-03T00:00:00Z");
    assertThat(whole.path("machine").path("commit").asText()).isEqualTo("abcdef1234");
    assertThat(whole.path("benchmarks")).hasSize(2);
    JsonNode intake = whole.path("benchmarks").path(0).path("figures").path(0);
    assertThat(intake.path("value").asDouble()).isEqualTo(1100);
    assertThat(intake.path("yardstick").path("value").asDouble()).isEqualTo(1000);
    assertThat(intake.path("ratio").asDouble()).isEqualTo(1.1);
    assertThat(intake.path("met").asBoolean()).isTrue();
  }

  @Test
  void theTableSaysWhatIsReachedAndOnWhatMachine() throws IOException {
    // Given
    write("intake", "2026-01-01T00:00:00Z", figure(1100));
    write("pool", "2026-01-01T00:00:00Z", figure(900));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    // When
    all().printMarkdown(new PrintStream(bytes, true, StandardCharsets.UTF_8));

    // Then
    assertThat(bytes.toString(StandardCharsets.UTF_8).lines())
        .contains(
            "| intake | rate | 1,100 /s | pgbench: 1,000 /s | 1.10 | ≥ 1.0 × | yes |",
            "| pool | rate | 900 /s | pgbench: 1,000 /s | 0.90 | ≥ 1.0 × | **no** |",
            "* intake, pool: 2026-01-01, commit abcdef1234, 2 × Some processor, 24 GiB, Java 25,"
                + " PostgreSQL 18.6; stolen by other machines 3 %");
  }

  private AllReports all() {
    return new AllReports(directory, List.of("intake", "way", "pool"));
  }

  private void write(String name, String at, Figure figure) throws IOException {
    new Report(name, Instant.parse(at), 10, new Report.Spent(0.9, 0.03), MACHINE, List.of(figure))
        .write(directory);
  }

  private static Figure figure(double value) {
    return Figure.of("rate", value, "/s")
        .against(new Figure.Yardstick("pgbench", 1000))
        .aimingAt("≥ 1.0 ×");
  }
}
