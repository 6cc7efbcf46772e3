package dev.fairlead.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class DemoTest {

  @Test
  void everybody_can_be_reached_and_all_sources_are_used() {
    DemoLeads leads = new DemoLeads(new Random(1));
    Set<DemoSource> used = new HashSet<>();

    for (int i = 0; i < 200; i++) {
      DemoLead lead = leads.next();
      used.add(lead.source());
      assertThat(lead.fields().containsKey("phone") || lead.fields().containsKey("email")).isTrue();
      assertThat(lead.fields()).containsEntry("source", lead.source().label());
    }

    assertThat(used).containsExactlyInAnyOrder(DemoSource.values());
  }

  @Test
  void some_come_back() {
    DemoLeads leads = new DemoLeads(new Random(1));

    long different =
        IntStream.range(0, 300)
            .mapToObj(i -> leads.next().fields())
            .map(fields -> fields.getOrDefault("phone", fields.get("email")))
            .distinct()
            .count();

    assertThat(different).isBetween(250L, 299L);
  }

  @Test
  void a_percentile_is_a_wait_that_somebody_had() {
    List<Duration> waits = LongStream.rangeClosed(1, 200).mapToObj(Duration::ofMillis).toList();

    assertThat(DemoReport.percentile(waits, 0.5)).hasMillis(100);
    assertThat(DemoReport.percentile(waits, 0.99)).hasMillis(198);
    assertThat(DemoReport.percentile(waits.subList(0, 1), 0.99)).hasMillis(1);
  }

  @Test
  void a_lead_without_an_outcome_fails_the_whole() {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    DemoReport report = new DemoReport(new PrintStream(printed, true, StandardCharsets.UTF_8));
    report.add(
        new DemoOutcome(
            "01890000-0000-7000-8000-0000deadbeef",
            DemoSource.WEBSITE,
            "owned",
            true,
            "li-lei",
            null,
            "Rule East",
            Duration.ofMillis(120)));
    assertThat(report.summary(Duration.ofSeconds(1))).isTrue();

    report.add(DemoOutcome.failed(DemoSource.CRM, "", "refused with 503"));

    assertThat(report.summary(Duration.ofSeconds(1))).isFalse();
    assertThat(printed.toString(StandardCharsets.UTF_8))
        .contains("deadbeef  website   owned     li-lei")
        .contains("by rep      - 1, li-lei 1")
        .contains("1 without an outcome");
  }

  @Test
  void a_rate_that_would_be_a_flood_is_refused() {
    Arguments arguments = new Arguments(List.of("--rate", "5000"), DemoCommand.OPTIONS, Set.of());

    assertThatThrownBy(
            () ->
                new DemoCommand(new Home(Path.of("target/none")), arguments, Map.of(), System.out))
        .isInstanceOf(Trouble.class)
        .hasMessageContaining("--rate");
  }
}
