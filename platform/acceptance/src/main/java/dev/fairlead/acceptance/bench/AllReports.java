package dev.fairlead.acceptance.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.acceptance.Api;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The last report of each benchmark together: one file for programs, one table for the page about
 * performance. Each says when and on what it was measured, for they need not be of one run.
 *
 * @param names in the order in which they are shown
 */
record AllReports(Path directory, List<String> names) {

  private static final String FILE = "all.json";

  /** Writes them into one file; answers where. */
  Path write() throws IOException {
    ObjectNode whole = Api.JSON.createObjectNode();
    List<JsonNode> reports = read();
    String latest =
        reports.stream().map(r -> r.path("at").asText()).max(String::compareTo).orElse("");
    whole.put("at", latest);
    reports.stream()
        .filter(r -> r.path("at").asText().equals(latest))
        .forEach(r -> whole.set("machine", r.path("machine")));
    ArrayNode list = whole.putArray("benchmarks");
    reports.forEach(list::add);
    Path file = directory.resolve(FILE);
    Api.JSON.writerWithDefaultPrettyPrinter().writeValue(file.toFile(), whole);
    return file;
  }

  /** Prints them as tables in Markdown, with the machines below. */
  void printMarkdown(PrintStream out) throws IOException {
    List<JsonNode> reports = read();
    out.println("| benchmark | what | figure | yardstick | ratio | target | met |");
    out.println("| --- | --- | ---: | --- | ---: | --- | --- |");
    for (JsonNode report : reports) {
      String name = report.path("name").asText();
      for (JsonNode figure : report.path("figures")) {
        out.println(row(name, figure));
        name = "";
      }
    }
    out.println();
    reports.stream()
        .collect(
            Collectors.groupingBy(
                AllReports::measuredOn,
                LinkedHashMap::new,
                Collectors.mapping(r -> r.path("name").asText(), Collectors.joining(", "))))
        .forEach((on, which) -> out.println("* " + which + ": " + on));
  }

  private List<JsonNode> read() throws IOException {
    List<JsonNode> reports = new ArrayList<>();
    for (String name : names) {
      JsonNode report = Report.read(directory, name);
      if (!report.isMissingNode()) {
        reports.add(report);
      }
    }
    return reports;
  }

  private static String row(String benchmark, JsonNode figure) {
    JsonNode yardstick = figure.path("yardstick");
    String unit = figure.path("unit").asText();
    String compared =
        yardstick.isMissingNode()
            ? ""
            : "%s: %s %s"
                .formatted(
                    yardstick.path("what").asText(),
                    Report.number(yardstick.path("value").asDouble()),
                    unit);
    String ratio =
        figure.path("ratio").isNumber()
            ? String.format(Locale.ROOT, "%.2f", figure.path("ratio").asDouble())
            : "";
    String met =
        figure.path("met").isBoolean() ? (figure.path("met").asBoolean() ? "yes" : "**no**") : "";
    return "| %s | %s%s | %s %s | %s | %s | %s | %s |"
        .formatted(
            benchmark,
            figure.path("detail").asBoolean() ? "… " : "",
            figure.path("what").asText(),
            Report.number(figure.path("value").asDouble()),
            unit,
            compared,
            ratio,
            figure.path("target").asText(""),
            met);
  }

  private static String measuredOn(JsonNode report) {
    JsonNode machine = report.path("machine");
    return String.format(
        Locale.ROOT,
        "%s, commit %s, %d × %s, %.0f GiB, Java %s, PostgreSQL %s; stolen by other machines %.0f"
            + " %%",
        report.path("at").asText().substring(0, 10),
        machine.path("commit").asText(),
        machine.path("processors").asInt(),
        machine.path("processor").asText(),
        machine.path("memoryGiB").asDouble(),
        machine.path("java").asText(),
        machine.path("postgres").asText(),
        report.path("processors").path("stolen").asDouble() * 100);
  }
}
