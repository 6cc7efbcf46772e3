package dev.fairlead.acceptance.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.acceptance.Api;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The figures of one benchmark, as a table for people and as JSON for everything else.
 *
 * @param begun when it began
 */
record Report(
    String name,
    Instant begun,
    double seconds,
    Spent spent,
    Machine machine,
    List<Figure> figures) {

  /**
   * What the processors did meanwhile.
   *
   * @param busy share of the time in which they had work, 0 to 1
   * @param stolen share that other virtual machines took
   */
  record Spent(double busy, double stolen) {

    static Spent since(@Nullable ProcessorTime before) {
      ProcessorTime now = ProcessorTime.now();
      return now == null || before == null
          ? new Spent(0, 0)
          : new Spent(now.busySince(before), now.stolenSince(before));
    }
  }

  private static final double NOTABLE = 0.05;

  void print(PrintStream out) {
    out.printf("%n%-54s %12s  %-46s %7s  %s%n", name, "figure", "yardstick", "ratio", "target");
    for (Figure figure : figures) {
      out.printf(
          "  %-52s %12s  %-46s %7s  %s%n",
          figure.what(),
          number(figure.value()) + " " + figure.unit(),
          yardstick(figure),
          figure.ratio() == null ? "-" : String.format(Locale.ROOT, "%.2f", figure.ratio()),
          target(figure));
    }
    if (spent.stolen() > NOTABLE) {
      out.printf(
          Locale.ROOT,
          "  (other machines took %.0f %% of the processors meanwhile)%n",
          spent.stolen() * 100);
    }
  }

  /** Writes {@code <name>.json}; answers where. */
  Path write(Path directory) throws IOException {
    Files.createDirectories(directory);
    Path file = directory.resolve(name + ".json");
    Api.JSON.writerWithDefaultPrettyPrinter().writeValue(file.toFile(), json());
    return file;
  }

  private ObjectNode json() {
    ObjectNode json = Api.JSON.createObjectNode();
    json.put("name", name).put("at", begun.toString()).put("seconds", Math.round(seconds));
    json.putObject("processors").put("busy", spent.busy()).put("stolen", spent.stolen());
    json.set("machine", machine.json());
    ArrayNode list = json.putArray("figures");
    figures.forEach(figure -> list.add(json(figure)));
    return json;
  }

  private static ObjectNode json(Figure figure) {
    ObjectNode entry = Api.JSON.createObjectNode();
    entry.put("what", figure.what().strip()).put("detail", figure.what().startsWith(" "));
    entry.put("value", figure.value()).put("unit", figure.unit()).put("ratio", figure.ratio());
    Figure.Yardstick yardstick = figure.yardstick();
    if (yardstick != null) {
      entry.putObject("yardstick").put("what", yardstick.what()).put("value", yardstick.value());
    }
    Goal goal = figure.goal();
    if (goal != null) {
      entry.put("target", goal.words()).put("met", figure.isMet());
    }
    return entry;
  }

  private static String yardstick(Figure figure) {
    Figure.Yardstick yardstick = figure.yardstick();
    return yardstick == null
        ? "-"
        : yardstick.what() + ": " + number(yardstick.value()) + " " + figure.unit();
  }

  private static String target(Figure figure) {
    Goal goal = figure.goal();
    if (goal == null) {
      return "-";
    }
    return goal.words() + " " + answer(figure.isMet());
  }

  private static String answer(@Nullable Boolean met) {
    return met == null ? "" : met ? "(met)" : "(NOT met)";
  }

  /** A number as people read it. */
  static String number(double value) {
    return String.format(Locale.ROOT, value < 10 ? "%.2f" : value < 100 ? "%.1f" : "%,.0f", value);
  }

  /** A written report; missing when there is none. */
  static JsonNode read(Path directory, String name) throws IOException {
    Path file = directory.resolve(name + ".json");
    return Files.isRegularFile(file) ? Api.JSON.readTree(file.toFile()) : MissingNode.getInstance();
  }
}
